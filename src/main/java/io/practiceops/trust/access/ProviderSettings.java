package io.practiceops.trust.access;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The identity providers people may sign in through, {@code practiceops.access.oidc.<name>.*}.
 * Texts, not types: a slip in them must not keep the server from starting, the check says what is
 * wrong.
 */
@ConfigurationProperties("practiceops.access")
record ProviderSettings(@Nullable Map<String, One> oidc) {

    Map<String, One> all() {
        return oidc == null ? Map.of() : oidc;
    }

    /**
     * A provider.
     *
     * @param title what stands on the button
     * @param issuer as its discovery document says it, to the letter
     * @param clientSecret null for a public client, which PKCE alone protects
     * @param firm the id of the one firm it speaks for; without it the provider is trusted for
     *     every person of the installation
     * @param secondFactor values of {@code amr} or {@code acr} which say that the person gave a
     *     second factor there; empty to trust none
     * @param only whether the people of the firm sign in through it alone, owners excepted
     */
    record One(
            @Nullable String title,
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String firm,
            @Nullable Set<String> secondFactor,
            boolean only) {

        /** Never with the secret. */
        @Override
        public String toString() {
            return "One[%s, %s]".formatted(issuer, clientId);
        }
    }
}
