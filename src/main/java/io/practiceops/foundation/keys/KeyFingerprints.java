package io.practiceops.foundation.keys;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which keys the database knows; in the platform role. */
@Repository
class KeyFingerprints {

    private final JdbcClient jdbc;

    KeyFingerprints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<String> find(String name) {
        return jdbc.sql("SELECT fingerprint FROM installation_key WHERE name = :name")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    /** The fingerprint that counts: this one, or that of whoever was faster. */
    String claim(String name, String fingerprint, Instant at) {
        jdbc.sql(
                        """
                        INSERT INTO installation_key (name, fingerprint, made_at) VALUES (:name, :fingerprint, :at)
                        ON CONFLICT (name) DO NOTHING
                        """)
                .param("name", name)
                .param("fingerprint", fingerprint)
                .param("at", at.atOffset(UTC))
                .update();
        return find(name).orElseThrow();
    }
}
