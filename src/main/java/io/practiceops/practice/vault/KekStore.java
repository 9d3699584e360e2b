package io.practiceops.practice.vault;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which generations there are; read by all, written in the platform role. */
@Repository
class KekStore {

    private final JdbcClient jdbc;

    KekStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Generation> all() {
        return jdbc.sql("SELECT id, made_at, retired_at FROM vault_kek ORDER BY made_at, id")
                .query((row, _) -> {
                    var retired = row.getObject("retired_at", OffsetDateTime.class);
                    return Generation.of(
                            row.getString("id"),
                            row.getObject("made_at", OffsetDateTime.class).toInstant(),
                            retired == null ? null : retired.toInstant());
                })
                .list();
    }

    Optional<Generation> newest(String keeper) {
        return all().stream()
                .filter(generation -> generation.keeper().equals(keeper))
                .max(Comparator.comparingInt(Generation::number));
    }

    /** Harmless when another instance was faster. */
    void insert(Generation generation) {
        jdbc.sql("INSERT INTO vault_kek (id, made_at) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(generation.id(), generation.madeAt().atOffset(UTC))
                .update();
    }

    /** Without effect on one that wraps a key still. */
    boolean retire(Generation generation, Instant at) {
        return jdbc.sql(
                                """
                                UPDATE vault_kek SET retired_at = :at
                                 WHERE id = :id AND retired_at IS NULL
                                   AND NOT EXISTS (SELECT FROM vault_object WHERE kek = :id)
                                """)
                        .param("at", at.atOffset(UTC))
                        .param("id", generation.id())
                        .update()
                == 1;
    }
}
