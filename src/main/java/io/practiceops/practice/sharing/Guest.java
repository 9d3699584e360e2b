package io.practiceops.practice.sharing;

import io.practiceops.foundation.web.SessionCookie;
import io.practiceops.trust.access.Network;
import io.practiceops.trust.access.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at a link: where they come from, and the secret of their browser by which a visit is
 * known again.
 */
record Guest(String network, @Nullable Secret secret) {

    /**
     * Long enough that a browser that opened a link is still told later why it does not any more.
     */
    private static final Duration LIFE = Duration.ofDays(366);

    private static final String COOKIE = "practiceops-guest";
    private static final int LONGEST = 64;

    static Guest of(HttpServletRequest request) {
        return new Guest(
                Network.of(request.getRemoteAddr()).toString(),
                SessionCookie.read(request, COOKIE)
                        .filter(value -> value.length() <= LONGEST)
                        .map(Secret::new)
                        .orElse(null));
    }

    /** The same guest with a secret, new where there was none. */
    Guest known(HttpServletRequest request, HttpServletResponse response) {
        if (secret != null) {
            return this;
        }
        var made = Secret.random();
        SessionCookie.write(request, response, COOKIE, made.text(), LIFE);
        return new Guest(network, made);
    }
}
