package io.practiceops.trust.audit;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a filter can offer. Found by skipping through the indexes, not by reading the trail. */
@Repository
public class AuditChoices {

    /** Somebody who did something; without a name once it was erased. */
    public record Person(UUID id, @Nullable String name) {}

    private static final int MOST_COUNTED = 1000;

    private final JdbcClient jdbc;

    AuditChoices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<String> actions(UUID firm) {
        return distinct("action", firm);
    }

    List<String> objectTypes(UUID firm) {
        return distinct("object_type", firm);
    }

    private List<String> distinct(String column, UUID firm) {
        return jdbc.sql(
                        """
                        WITH RECURSIVE known AS (
                          (SELECT %1$s AS value FROM audit_event WHERE firm_id = :firm ORDER BY %1$s LIMIT 1)
                          UNION ALL
                          SELECT (SELECT e.%1$s FROM audit_event e
                                   WHERE e.firm_id = :firm AND e.%1$s > known.value
                                   ORDER BY e.%1$s LIMIT 1)
                            FROM known WHERE known.value IS NOT NULL)
                        SELECT value FROM known WHERE value IS NOT NULL
                        """
                                .formatted(column))
                .param("firm", firm)
                .query((row, _) -> row.getString(1))
                .list();
    }

    List<Person> people(UUID firm) {
        return jdbc.sql(
                        """
                        WITH RECURSIVE known AS (
                          (SELECT actor_id FROM audit_event WHERE firm_id = :firm AND actor_id IS NOT NULL
                            ORDER BY actor_id LIMIT 1)
                          UNION ALL
                          SELECT (SELECT e.actor_id FROM audit_event e
                                   WHERE e.firm_id = :firm AND e.actor_id > known.actor_id
                                   ORDER BY e.actor_id LIMIT 1)
                            FROM known WHERE known.actor_id IS NOT NULL)
                        SELECT known.actor_id,
                               (SELECT p.value FROM audit_personal p
                                 WHERE p.field = 'actor.name'
                                   AND p.event_id = (SELECT e.id FROM audit_event e
                                                      WHERE e.firm_id = :firm AND e.actor_id = known.actor_id
                                                      ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1)) AS name
                          FROM known WHERE known.actor_id IS NOT NULL ORDER BY name NULLS LAST
                        """)
                .param("firm", firm)
                .query((row, _) -> new Person(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    int count(UUID firm, String action, Instant since) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM (SELECT FROM audit_event
                                               WHERE firm_id = :firm AND action = :action AND occurred_at >= :since
                                               LIMIT :most) counted
                        """)
                .param("firm", firm)
                .param("action", action)
                .param("since", since.atOffset(UTC))
                .param("most", MOST_COUNTED)
                .query(Integer.class)
                .single();
    }
}
