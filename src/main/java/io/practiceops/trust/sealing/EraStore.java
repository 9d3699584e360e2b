package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.LogStore.instant;
import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Eras, what stopped one, and the keys that signed in them; in the platform role. */
@Repository
class EraStore {

    /** Why sealing stands still. */
    record Halt(int era, Instant at, String reason, String anchored) {}

    /**
     * @param statement by the key before; null for the first
     */
    record SigningKey(int number, String vkey, Instant since, @Nullable String statement) {}

    private final JdbcClient jdbc;

    EraStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Era> current() {
        return all().stream().reduce((_, later) -> later);
    }

    List<Era> all() {
        return jdbc.sql("SELECT era, origin, since, statement FROM audit_era ORDER BY era")
                .query((row, _) ->
                        new Era(
                                row.getInt("era"),
                                row.getString("origin"),
                                instant(row, "since"),
                                row.getString("statement")))
                .list();
    }

    void insert(Era era) {
        jdbc.sql(
                        """
                        INSERT INTO audit_era (era, origin, since, statement) VALUES (:era, :origin, :since, :statement)
                        """)
                .param("era", era.number())
                .param("origin", era.origin())
                .param("since", era.since().atOffset(UTC))
                .param("statement", era.statement())
                .update();
    }

    Optional<Halt> halt(int era) {
        return jdbc.sql("SELECT era, at, reason, anchored FROM audit_halt WHERE era = :era")
                .param("era", era)
                .query((row, _) ->
                        new Halt(
                                row.getInt("era"),
                                instant(row, "at"),
                                row.getString("reason"),
                                row.getString("anchored")))
                .optional();
    }

    /** False when the era stands still already. */
    boolean insert(Halt halt) {
        return jdbc.sql(
                                """
                                INSERT INTO audit_halt (era, at, reason, anchored) VALUES (?, ?, ?, ?)
                                ON CONFLICT DO NOTHING
                                """)
                        .params(halt.era(), halt.at().atOffset(UTC), halt.reason(), halt.anchored())
                        .update()
                > 0;
    }

    List<SigningKey> keys() {
        return jdbc.sql("SELECT number, vkey, since, statement FROM audit_key ORDER BY number")
                .query((row, _) ->
                        new SigningKey(
                                row.getInt("number"),
                                row.getString("vkey"),
                                instant(row, "since"),
                                row.getString("statement")))
                .list();
    }

    void insert(SigningKey key) {
        jdbc.sql(
                        """
                        INSERT INTO audit_key (number, vkey, since, statement)
                        VALUES (:number, :vkey, :since, :statement)
                        """)
                .param("number", key.number())
                .param("vkey", key.vkey())
                .param("since", key.since().atOffset(UTC))
                .param("statement", key.statement())
                .update();
    }
}
