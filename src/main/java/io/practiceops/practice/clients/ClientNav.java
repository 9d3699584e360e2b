package io.practiceops.practice.clients;

import io.practiceops.foundation.kernel.Nav;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClientNav {

    @Bean
    Nav clientsInTheRail() {
        return new Nav(
                Nav.Wing.PRACTICE, 10, "Clients", "/clients", "clients", "c", true, Clients.READ);
    }
}
