package io.practiceops.trust.access;

import static java.sql.Types.OTHER;
import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The counters of tries as people look at them; in the platform role. */
@Repository
class ProtectionStore {

    private static final String OF_USER =
            "b.account IN (sha256(convert_to(u.email, 'UTF8')), sha256(convert_to(u.id::text, 'UTF8')))";

    private final JdbcClient jdbc;

    ProtectionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The firm of an installation that has just one. */
    @Nullable UUID onlyFirm() {
        var firms = jdbc.sql("SELECT id FROM firm LIMIT 2").query(UUID.class).list();
        return firms.size() == 1 ? firms.getFirst() : null;
    }

    List<SignInProtection.BlockedNetwork> networks(Instant now, int most) {
        return jdbc.sql(
                        """
                        SELECT b.network, b.since, b.blocked_until, b.blocks, b.refused,
                               (SELECT count(*) FROM sign_in_bucket p
                                 WHERE p.kind = 'PAIR' AND p.network = b.network) AS accounts
                          FROM sign_in_bucket b
                         WHERE b.kind = 'NETWORK' AND b.blocked_until > :now
                         ORDER BY b.blocked_until DESC, b.network LIMIT :most
                        """)
                .param("now", now.atOffset(UTC))
                .param("most", most)
                .query((row, _) ->
                        new SignInProtection.BlockedNetwork(
                                row.getString("network"),
                                row.getObject("since", OffsetDateTime.class).toInstant(),
                                row.getObject("blocked_until", OffsetDateTime.class).toInstant(),
                                row.getInt("blocks"),
                                row.getInt("accounts"),
                                row.getLong("refused")))
                .list();
    }

    /** Of the firm, or for none of those who belong to none. */
    List<SignInProtection.TriedAccount> accounts(
            @Nullable UUID firm, Instant now, Instant since, int most) {
        return jdbc.sql(
                        """
                        SELECT u.id, u.name, u.email, sum(b.refused) AS refused, max(b.last_at) AS last_at,
                               coalesce(sum(b.failures) FILTER (WHERE b.kind IN ('PAIR', 'DEVICE', 'DOOR')), 0) AS failures,
                               max(b.blocked_until) FILTER (WHERE b.blocked_until > :now) AS blocked_until,
                               count(DISTINCT b.network) AS networks
                          FROM user_account u
                          LEFT JOIN membership m ON m.user_id = u.id
                          JOIN sign_in_bucket b ON %s
                         WHERE m.firm_id IS NOT DISTINCT FROM :firm AND b.failures > 0
                           AND (b.blocked_until > :now OR b.last_at > :since)
                         GROUP BY u.id
                         ORDER BY blocked_until DESC NULLS LAST, last_at DESC, u.id LIMIT :most
                        """
                                .formatted(OF_USER))
                .param("firm", firm, OTHER)
                .param("now", now.atOffset(UTC))
                .param("since", since.atOffset(UTC))
                .param("most", most)
                .query((row, _) ->
                        new SignInProtection.TriedAccount(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                row.getString("email"),
                                row.getLong("failures"),
                                row.getInt("networks"),
                                row.getLong("refused"),
                                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                                BucketStore.instant(row, "blocked_until")))
                .list();
    }

    /** Forgets what was tried at an account; how many tries had been refused. */
    Optional<Long> liftAccount(UUID user) {
        return lift(
                """
                USING user_account u WHERE u.id = :user AND %s
                """
                        .formatted(OF_USER),
                "user",
                user);
    }

    /** Forgets what was tried from a network. */
    Optional<Long> liftNetwork(Network network) {
        return lift("WHERE b.network = :network", "network", network.toString());
    }

    private Optional<Long> lift(String condition, String name, Object value) {
        return jdbc.sql(
                        """
                        WITH lifted AS (DELETE FROM sign_in_bucket b %s RETURNING b.refused)
                        SELECT sum(refused)::bigint AS refused FROM lifted HAVING count(*) > 0
                        """
                                .formatted(condition))
                .param(name, value)
                .query(Long.class)
                .optional();
    }
}
