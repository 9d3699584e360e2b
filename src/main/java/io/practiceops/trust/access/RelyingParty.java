package io.practiceops.trust.access;

import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Who passkeys are made for: the host people reach this installation at. A browser offers a passkey
 * nowhere else, which is what makes it safe against look-alike pages.
 */
@Component
class RelyingParty {

    static final String NAME = "PracticeOps";
    private static final String LOCALHOST = "localhost";

    private final String id;
    private final Origin origin;

    RelyingParty(Address address) {
        var uri = address.uri();
        this.id = Objects.requireNonNullElse(uri.getHost(), LOCALHOST);
        this.origin = new Origin(uri.getScheme() + "://" + uri.getRawAuthority());
    }

    String id() {
        return id;
    }

    ServerProperty expecting(byte[] challenge) {
        return ServerProperty.builder()
                .originPredicate(this::isOurs)
                .rpId(id)
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    /** On one's own machine the port says nothing about who serves it. */
    private boolean isOurs(Origin asked) {
        return asked.equals(origin)
                || (id.equals(LOCALHOST)
                        && LOCALHOST.equals(asked.getHost())
                        && "http".equals(asked.getScheme()));
    }
}
