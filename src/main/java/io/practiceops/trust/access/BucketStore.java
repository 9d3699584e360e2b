package io.practiceops.trust.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The counters of tries; in the platform role. */
@Repository
class BucketStore {

    private final JdbcClient jdbc;

    BucketStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As {@code sha256(convert_to(text, 'UTF8'))} is in SQL. */
    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static byte[] key(Bucket.Kind kind, Object... parts) {
        var text = new StringBuilder(kind.name());
        for (var part : parts) {
            text.append('\n').append(part);
        }
        return hash(text.toString());
    }

    /**
     * The counter, made where there was none, and nobody else's until the transaction ends: this is
     * what keeps guesses made at once from all counting as the first.
     */
    Bucket lock(
            Bucket.Kind kind,
            byte[] key,
            byte @Nullable [] account,
            @Nullable Network network,
            Instant now) {
        return jdbc.sql(
                        """
                        INSERT INTO sign_in_bucket (key, kind, account, network, since, last_at)
                        VALUES (:key, :kind, :account, :network, :now, :now)
                        ON CONFLICT (key) DO UPDATE SET refused = sign_in_bucket.refused
                        RETURNING *
                        """)
                .param("key", key)
                .param("kind", kind.name())
                .param("account", account)
                .param("network", network == null ? null : network.toString())
                .param("now", now.atOffset(UTC))
                .query(BucketStore::bucket)
                .single();
    }

    void save(Bucket bucket) {
        jdbc.sql(
                        """
                        UPDATE sign_in_bucket
                           SET failures = :failures, pending = :pending, since = :since, last_at = :last,
                               blocks = :blocks, blocked_until = :until, refused = :refused, told_at = :told
                         WHERE key = :key
                        """)
                .param("failures", bucket.failures())
                .param("pending", bucket.pending())
                .param("since", bucket.since().atOffset(UTC))
                .param("last", bucket.lastAt().atOffset(UTC))
                .param("blocks", bucket.blocks())
                .param("until", utc(bucket.blockedUntil()))
                .param("refused", bucket.refused())
                .param("told", utc(bucket.toldAt()))
                .param("key", bucket.key())
                .update();
    }

    void drop(byte[] key) {
        jdbc.sql("DELETE FROM sign_in_bucket WHERE key = :key").param("key", key).update();
    }

    /** How many accounts failed from there and did not get in since. */
    int accountsFailing(Network network, Instant since) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM sign_in_bucket
                         WHERE kind = 'PAIR' AND network = :network AND failures > pending AND last_at > :since
                        """)
                .param("network", network.toString())
                .param("since", since.atOffset(UTC))
                .query(Integer.class)
                .single();
    }

    /** How many accounts failed once or twice lately, from wherever. */
    int accountsFailingQuietly(Instant since) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM sign_in_bucket
                         WHERE kind = 'ACCOUNT' AND failures BETWEEN 1 AND 2 AND last_at > :since
                        """)
                .param("since", since.atOffset(UTC))
                .query(Integer.class)
                .single();
    }

    /** Refusals that were counted and not yet put on record, of blocks that are over. */
    record Counted(
            Bucket.Kind kind,
            @Nullable String network,
            long refused,
            @Nullable UUID user,
            @Nullable UUID firm) {}

    /** Takes the counts of blocks that are over, each once. */
    List<Counted> takeCounts(Instant now, int most) {
        return jdbc.sql(
                        """
                        WITH over AS (
                          SELECT key, kind, account, network, refused FROM sign_in_bucket
                           WHERE refused > 0 AND (blocked_until IS NULL OR blocked_until <= :now)
                           LIMIT :most FOR UPDATE SKIP LOCKED),
                        taken AS (
                          UPDATE sign_in_bucket b SET refused = 0 FROM over o WHERE b.key = o.key)
                        SELECT o.kind, o.network, o.refused, u.id AS user_id, m.firm_id
                          FROM over o
                          LEFT JOIN user_account u
                                 ON sha256(convert_to(u.email, 'UTF8')) = o.account
                                 OR sha256(convert_to(u.id::text, 'UTF8')) = o.account
                          LEFT JOIN membership m ON m.user_id = u.id
                        """)
                .param("now", now.atOffset(UTC))
                .param("most", most)
                .query((row, _) ->
                        new Counted(
                                Bucket.Kind.valueOf(row.getString("kind")),
                                row.getString("network"),
                                row.getLong("refused"),
                                row.getObject("user_id", UUID.class),
                                row.getObject("firm_id", UUID.class)))
                .list();
    }

    /** Drops what counts no more. */
    int dropForgotten(Instant now, Duration after) {
        return jdbc.sql(
                        """
                        DELETE FROM sign_in_bucket
                         WHERE last_at <= :before AND refused = 0
                           AND (blocked_until IS NULL OR blocked_until <= :before)
                           AND (told_at IS NULL OR told_at <= :before)
                        """)
                .param("before", now.minus(after).atOffset(UTC))
                .update();
    }

    /** Drops what is over the limit: those without a block first, the longest quiet first. */
    int dropBeyond(int most, Instant now) {
        return jdbc.sql(
                        """
                        DELETE FROM sign_in_bucket WHERE key IN (
                          SELECT key FROM sign_in_bucket
                           ORDER BY coalesce(blocked_until > :now, false) DESC, last_at DESC
                          OFFSET :most)
                        """)
                .param("now", now.atOffset(UTC))
                .param("most", most)
                .update();
    }

    static Bucket bucket(ResultSet row, int number) throws SQLException {
        return new Bucket(
                row.getBytes("key"),
                Bucket.Kind.valueOf(row.getString("kind")),
                row.getInt("failures"),
                row.getInt("pending"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                row.getInt("blocks"),
                instant(row, "blocked_until"),
                row.getLong("refused"),
                instant(row, "told_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(UTC);
    }
}
