package io.practiceops.practice.vault;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the vault keeps its keys, and how hard it looks after its objects.
 *
 * @param keys which keeper wraps; the other one still unwraps what it wrapped
 */
@ConfigurationProperties("practiceops.vault")
record VaultSettings(
        @DefaultValue("FILE") Keys keys, @DefaultValue Transit transit, @DefaultValue Scrub scrub) {

    enum Keys {
        FILE,
        TRANSIT
    }

    VaultSettings {
        if (keys == Keys.TRANSIT) {
            transit.requireComplete();
        }
    }

    /**
     * The transit engine of a HashiCorp Vault.
     *
     * @param mount where the engine is mounted
     * @param tokenFile read at each call, so that an agent may renew what is in it
     */
    record Transit(
            @Nullable URI address,
            @DefaultValue("transit") String mount,
            @DefaultValue("practiceops") String key,
            @Nullable String token,
            @Nullable Path tokenFile,
            @Nullable String namespace) {

        boolean isConfigured() {
            return address != null;
        }

        void requireComplete() {
            if (address == null || address.getHost() == null) {
                throw wrong("address", "is an address like https://vault.example:8200");
            }
            if ((token == null) == (tokenFile == null)) {
                throw wrong("token-file", "or token is needed, one of them");
            }
        }

        private static IllegalArgumentException wrong(String setting, String words) {
            return new IllegalArgumentException(
                    "practiceops.vault.transit." + setting + " " + words);
        }

        /** Never with the token. */
        @Override
        public String toString() {
            return "%s of %s".formatted(key, address);
        }
    }

    /**
     * @param perSecond at most so much is read a second
     * @param perRun a run ends after so much
     */
    record Scrub(@DefaultValue("40MB") DataSize perSecond, @DefaultValue("20GB") DataSize perRun) {}
}
