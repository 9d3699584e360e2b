package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Nav;
import io.practiceops.foundation.kernel.Right;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessNav {

    /** Held by everybody who can sign in. */
    private static final Right OVERVIEW = new Right("overview.read");

    @Bean
    Nav usersInTheRail() {
        return new Nav(Nav.Wing.TRUST, 20, "People", "/users", "person", "u", false, Users.READ);
    }

    @Bean
    Nav protectionInTheRail() {
        return new Nav(
                Nav.Wing.TRUST,
                22,
                "Sign-in protection",
                "/protection",
                "security",
                null,
                false,
                SignInProtection.READ);
    }

    @Bean
    Nav apiKeysInTheRail() {
        return new Nav(
                Nav.Wing.TRUST, 30, "API keys", "/api-keys", "access", "k", false, ApiKeys.OWN);
    }

    @Bean
    Nav sessionsInTheRail() {
        return new Nav(
                Nav.Wing.TRUST, 40, "Your sessions", "/sessions", "device", "s", false, OVERVIEW);
    }
}
