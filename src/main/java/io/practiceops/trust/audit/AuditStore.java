package io.practiceops.trust.audit;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The trail's tables. */
@Repository
class AuditStore {

    record Row(
            UUID id,
            Instant at,
            @Nullable UUID firm,
            Actor actor,
            AuditEvent event,
            String requestId,
            String canonical,
            byte[] leaf) {}

    private static final String COLUMNS =
            "e.id, e.occurred_at, e.actor_kind, e.actor_id, e.action, e.object_type, e.object_id,"
                    + " e.outcome, e.request_id, e.canonical";

    /**
     * Whether the entry {@code e} is about what is closed to the reader, who then sees that
     * something happened and to which id, but no names.
     */
    private static final String CLOSED = "coalesce(is_closed(e.object_type, e.object_id), false)";

    private final JdbcClient jdbc;

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One statement, one round trip: every change pays for it. */
    void insert(Row row, List<Commitment> personal) {
        jdbc.sql(
                        """
                        WITH event AS (
                          INSERT INTO audit_event (id, occurred_at, firm_id, actor_kind, actor_id, action,
                                                   object_type, object_id, outcome, request_id, canonical, leaf_hash)
                          VALUES (:id, :at, :firm, :actorKind, :actorId, :action,
                                  :objectType, :objectId, :outcome, :requestId, :canonical, :leaf)
                        ), inbox AS (
                          INSERT INTO audit_inbox (event_id, occurred_at, firm_id, leaf_hash) VALUES (:id, :at, :firm, :leaf)
                        )
                        INSERT INTO audit_personal (event_id, firm_id, field, salt, value)
                        SELECT :id, :firm, field, salt, value
                          FROM unnest(:fields::text[], :salts::bytea[], :values::text[]) AS p (field, salt, value)
                        """)
                .param("id", row.id())
                .param("at", row.at().atOffset(UTC))
                .param("firm", row.firm(), java.sql.Types.OTHER)
                .param("actorKind", row.actor().kind().name())
                .param("actorId", row.actor().id(), java.sql.Types.OTHER)
                .param("action", row.event().action())
                .param("objectType", row.event().objectType())
                .param("objectId", row.event().objectId())
                .param("outcome", row.event().outcome().name())
                .param("requestId", row.requestId())
                .param("canonical", row.canonical())
                .param("leaf", row.leaf())
                .param("fields", personal.stream().map(Commitment::field).toArray(String[]::new))
                .param("salts", personal.stream().map(Commitment::salt).toArray(byte[][]::new))
                .param("values", personal.stream().map(Commitment::value).toArray(String[]::new))
                .update();
    }

    /** Newest first. */
    List<AuditEntry> find(AuditFilter filter, @Nullable Cursor after, int rows) {
        var select = new AuditSelect(filter, after, rows);
        return select.statement(
                        jdbc,
                        """
                        SELECT e.*, actor.value AS actor_name, object.value AS object_name
                          FROM (%s) e
                          LEFT JOIN audit_personal actor ON actor.event_id = e.id AND actor.field = 'actor.name'
                          LEFT JOIN audit_personal object ON object.event_id = e.id AND object.field = 'object.name'
                                                         AND NOT %s
                         ORDER BY e.occurred_at DESC, e.id DESC
                        """
                                .formatted(select.newest(COLUMNS), CLOSED))
                .query(AuditStore::entry)
                .list();
    }

    /** When, and how it ended: enough to draw the newest entries that fit. */
    List<Ending> endings(AuditFilter filter, int most) {
        var select = new AuditSelect(filter, null, most);
        return select.statement(jdbc, select.newest("e.occurred_at, e.id, e.outcome"))
                .query((row, _) ->
                        new Ending(
                                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                                AuditEvent.Outcome.valueOf(row.getString("outcome"))))
                .list();
    }

    /** How an entry ended, and when. */
    record Ending(Instant at, AuditEvent.Outcome outcome) {}

    /** How many fit, no more than are asked for. */
    int count(AuditFilter filter, int most) {
        var select = new AuditSelect(filter, null, most);
        return select.statement(
                        jdbc,
                        "SELECT count(*) FROM (%s) n"
                                .formatted(select.newest("e.occurred_at, e.id")))
                .query(Integer.class)
                .single();
    }

    /** What was done how often, of the newest entries that fit. */
    List<Tally> tallies(AuditFilter filter, int most) {
        var select = new AuditSelect(filter, null, most);
        return select.statement(
                        jdbc,
                        "SELECT n.action, n.outcome, count(*) FROM (%s) n GROUP BY 1, 2"
                                .formatted(
                                        select.newest("e.occurred_at, e.id, e.action, e.outcome")))
                .query((row, _) ->
                        new Tally(
                                row.getString(1),
                                AuditEvent.Outcome.valueOf(row.getString(2)),
                                row.getInt(3)))
                .list();
    }

    record Tally(String action, AuditEvent.Outcome outcome, int count) {}

    /** From where the sign-ins came, by entry, as far as that was not erased. */
    Map<UUID, Activity.Place> places(List<UUID> signIns) {
        var places = new HashMap<UUID, Activity.Place>();
        jdbc.sql(
                        """
                        SELECT event_id, max(value) FILTER (WHERE field = 'address'),
                               max(value) FILTER (WHERE field = 'agent')
                          FROM audit_personal
                         WHERE event_id = ANY(:events) AND field IN ('address', 'agent') GROUP BY event_id
                        """)
                .param("events", signIns.toArray(UUID[]::new))
                .query(row -> {
                    places.put(
                            row.getObject(1, UUID.class),
                            new Activity.Place(row.getString(2), row.getString(3)));
                });
        return places;
    }

    List<PersonalField> personal(AuditEntry entry) {
        return jdbc.sql(
                        """
                        SELECT p.field, p.value FROM audit_personal p JOIN audit_event e ON e.id = p.event_id
                         WHERE p.event_id = :event AND e.occurred_at = :at AND (p.field = 'actor.name' OR NOT %s)
                         ORDER BY p.field
                        """
                                .formatted(CLOSED))
                .param("event", entry.id())
                .param("at", entry.at().atOffset(UTC))
                .query((row, _) ->
                        new PersonalField(row.getString("field"), row.getString("value")))
                .list();
    }

    record PersonalField(String field, String value) {}

    void makePartition(java.time.LocalDate month) {
        jdbc.sql("SELECT make_audit_partition(:month)")
                .param("month", month)
                .query(String.class)
                .single();
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getObject("id", UUID.class),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                Actor.Kind.valueOf(row.getString("actor_kind")),
                row.getObject("actor_id", UUID.class),
                row.getString("actor_name"),
                row.getString("action"),
                row.getString("object_type"),
                row.getString("object_id"),
                row.getString("object_name"),
                AuditEvent.Outcome.valueOf(row.getString("outcome")),
                row.getString("request_id"),
                row.getString("canonical"));
    }
}
