package io.practiceops.trust.access;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Visits to providers, and whose account there is whose login here; in the platform role. */
@Repository
class ProviderStore {

    private final JdbcClient jdbc;

    ProviderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Also forgets the visits nobody came back from. */
    void begin(
            ProviderVisit visit,
            String provider,
            @Nullable String next,
            Instant at,
            Instant expires) {
        jdbc.sql("DELETE FROM provider_visit WHERE expires_at < :at")
                .param("at", at.atOffset(UTC))
                .update();
        jdbc.sql(
                        """
                        INSERT INTO provider_visit (cookie_hash, provider, next, expires_at)
                        VALUES (:hash, :provider, :next, :expires)
                        """)
                .param("hash", visit.cookie().hash())
                .param("provider", provider)
                .param("next", next)
                .param("expires", expires.atOffset(UTC))
                .update();
    }

    /** Where a visit leads on to. */
    record Return(@Nullable String next) {}

    /**
     * Takes the visit so that nobody comes back from it again; empty when it is used or expired.
     */
    Optional<Return> end(ProviderVisit visit, String provider, Instant at) {
        return jdbc.sql(
                        """
                        DELETE FROM provider_visit
                         WHERE cookie_hash = :hash AND provider = :provider AND expires_at > :at
                        RETURNING next
                        """)
                .param("hash", visit.cookie().hash())
                .param("provider", provider)
                .param("at", at.atOffset(UTC))
                .query((row, _) -> new Return(row.getString(1)))
                .optional();
    }

    Optional<UUID> userOf(String issuer, String subject) {
        return jdbc.sql(
                        "SELECT user_id FROM provider_link WHERE issuer = :issuer AND subject = :subject")
                .param("issuer", issuer)
                .param("subject", subject)
                .query(UUID.class)
                .optional();
    }

    /**
     * False when the login belongs to another account of the same issuer, or this one to another.
     */
    boolean link(Provider.Identity identity, UUID user, String provider, Instant at) {
        return jdbc.sql(
                                """
                                INSERT INTO provider_link (issuer, subject, user_id, provider, made_at, used_at)
                                VALUES (:issuer, :subject, :user, :provider, :at, :at)
                                ON CONFLICT DO NOTHING
                                """)
                        .param("issuer", identity.issuer())
                        .param("subject", identity.subject())
                        .param("user", user)
                        .param("provider", provider)
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    void used(Provider.Identity identity, Instant at) {
        jdbc.sql(
                        "UPDATE provider_link SET used_at = :at WHERE issuer = :issuer AND subject = :subject")
                .param("at", at.atOffset(UTC))
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .update();
    }

    List<ProviderLink> linksOf(UUID user) {
        return jdbc.sql(
                        "SELECT provider, issuer, made_at, used_at FROM provider_link WHERE user_id = :user ORDER BY made_at")
                .param("user", user)
                .query((row, _) ->
                        new ProviderLink(
                                row.getString("provider"),
                                row.getString("issuer"),
                                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                                row.getObject("used_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    int unlink(UUID user) {
        return jdbc.sql("DELETE FROM provider_link WHERE user_id = :user")
                .param("user", user)
                .update();
    }
}
