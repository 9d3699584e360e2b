package io.practiceops.trust.sealing;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deletes openings of commitments: nothing that was hashed changes. In the platform role. */
@Repository
class ErasureStore {

    private final JdbcClient jdbc;

    ErasureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What tells of the person where they are the actor. An e-mail address in an entry about
     * another person is that person's.
     */
    int asActor(@Nullable UUID firm, UUID person, Instant until) {
        return jdbc.sql(
                        """
                        DELETE FROM audit_personal p USING audit_event e
                         WHERE e.firm_id IS NOT DISTINCT FROM :firm::uuid AND e.actor_id = :person
                           AND e.occurred_at <= :until AND p.event_id = e.id
                           AND (p.field IN ('actor.name', 'address', 'agent')
                                OR p.field = 'email' AND (e.object_type <> 'user' OR e.object_id = :person::text))
                        """
                                .replace("IS NOT DISTINCT FROM :firm::uuid", ofFirm(firm)))
                .param("firm", firm, java.sql.Types.OTHER)
                .param("person", person)
                .param("until", until.atOffset(UTC))
                .update();
    }

    /** What tells of the object; what tells of another person who acted on it stays. */
    int asObject(@Nullable UUID firm, String type, String id, Instant until) {
        return jdbc.sql(
                        """
                        DELETE FROM audit_personal p USING audit_event e
                         WHERE e.firm_id IS NOT DISTINCT FROM :firm::uuid AND e.object_type = :type AND e.object_id = :id
                           AND e.occurred_at <= :until AND p.event_id = e.id
                           AND (p.field NOT IN ('actor.name', 'address', 'agent')
                                OR e.actor_id IS NULL OR e.actor_id::text = :id)
                        """
                                .replace("IS NOT DISTINCT FROM :firm::uuid", ofFirm(firm)))
                .param("firm", firm, java.sql.Types.OTHER)
                .param("type", type)
                .param("id", id)
                .param("until", until.atOffset(UTC))
                .update();
    }

    /** Two ways to say it, since no index serves IS NOT DISTINCT FROM. */
    private static String ofFirm(@Nullable UUID firm) {
        return firm == null
                ? "IS NOT DISTINCT FROM :firm::uuid AND e.firm_id IS NULL"
                : "= :firm::uuid";
    }

    boolean field(UUID event, String field) {
        return jdbc.sql("DELETE FROM audit_personal WHERE event_id = :event AND field = :field")
                        .param("event", event)
                        .param("field", field)
                        .update()
                > 0;
    }

    void allowTime() {
        jdbc.sql("SELECT set_config('statement_timeout', '10min', true)")
                .query(String.class)
                .single();
    }
}
