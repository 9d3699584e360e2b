package io.practiceops.trust.audit;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
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

    private static final String SELECT =
            """
            SELECT e.id, e.occurred_at, e.actor_kind, e.actor_id, e.action, e.object_type, e.object_id,
                   e.outcome, e.request_id, e.canonical,
                   actor.value AS actor_name, object.value AS object_name
              FROM audit_event e
              LEFT JOIN audit_personal actor ON actor.event_id = e.id AND actor.field = 'actor.name'
              LEFT JOIN audit_personal object ON object.event_id = e.id AND object.field = 'object.name'
             WHERE \
            """;
    private static final String NEWEST_FIRST =
            "\n ORDER BY e.occurred_at DESC, e.id DESC LIMIT :rows";

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

    /**
     * Newest first. Only what narrows is in the statement, so that each shape gets its own plan.
     */
    List<AuditEntry> find(AuditFilter filter, @Nullable Cursor after, int rows) {
        var conditions = conditions(filter);
        if (after != null) {
            conditions.put("(e.occurred_at, e.id) < (:afterAt, :afterId)", utc(after.instant(0)));
        }
        var sql = SELECT + String.join("\n   AND ", conditions.keySet()) + NEWEST_FIRST;
        var statement = jdbc.sql(sql).param("rows", rows);
        for (var condition : conditions.entrySet()) {
            statement = statement.param(parameterOf(condition.getKey()), condition.getValue());
        }
        if (after != null) {
            statement = statement.param("afterId", after.id(1));
        }
        return statement.query(AuditStore::entry).list();
    }

    private static Map<String, Object> conditions(AuditFilter filter) {
        var conditions = new LinkedHashMap<String, Object>();
        narrow(conditions, "e.firm_id = :firm", filter.firm());
        narrow(conditions, "e.id = :id", filter.id());
        narrow(conditions, "e.actor_id = :actor", filter.actor());
        narrow(conditions, "e.object_type = :objectType", filter.objectType());
        narrow(conditions, "e.object_id = :objectId", filter.objectId());
        narrow(conditions, "e.action = :action", filter.action());
        narrow(
                conditions,
                "e.outcome = :outcome",
                filter.outcome() == null ? null : filter.outcome().name());
        narrow(conditions, "e.occurred_at >= :from", utc(filter.from()));
        narrow(conditions, "e.occurred_at < :until", utc(filter.until()));
        return conditions;
    }

    private static void narrow(
            Map<String, Object> conditions, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.put(condition, value);
        }
    }

    private static String parameterOf(String condition) {
        var start = condition.indexOf(':') + 1;
        var end = condition.indexOf(',', start);
        return condition.substring(start, end < 0 ? condition.length() : end);
    }

    List<PersonalField> personal(UUID event) {
        return jdbc.sql(
                        "SELECT field, value FROM audit_personal WHERE event_id = :event ORDER BY field")
                .param("event", event)
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

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(UTC);
    }
}
