package io.practiceops.trust.audit;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.trust.audit.AuditFilter.By;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The newest entries that fit a filter, as a statement: each shape of filter gets its own, and with
 * it a plan of its own. Words of our own (outcome, kind) stand in the statement itself, so that
 * PostgreSQL sees which partial index holds them.
 */
final class AuditSelect {

    private static final String NEWEST = " ORDER BY e.occurred_at DESC, e.id DESC LIMIT :rows";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();
    private final AuditFilter filter;
    private final boolean byAction;

    AuditSelect(AuditFilter filter, @Nullable Cursor after, int rows) {
        this.filter = filter;
        this.byAction = isBestReadByAction(filter);
        parameters.put("rows", rows);
        firm();
        filter.inOrder().forEach(this::narrow);
        if (after != null) {
            conditions.add("(e.occurred_at, e.id) < (:afterAt, :afterId)");
            parameters.put("afterAt", after.instant(0).atOffset(UTC));
            parameters.put("afterId", after.id(1));
        }
    }

    /**
     * Several actions have no common order in the index: the newest of each are read and merged.
     * What is about one object, person or request is few enough to be looked through.
     */
    private static boolean isBestReadByAction(AuditFilter filter) {
        return filter.get(By.ACTIONS) instanceof List<?> actions
                && actions.size() > 1
                && !filter.has(By.IDS)
                && !filter.has(By.REQUEST)
                && !filter.has(By.OBJECTS)
                && !filter.has(By.ACTOR);
    }

    private void firm() {
        if (filter.firm() == null) {
            conditions.add("e.firm_id IS NULL");
        } else {
            conditions.add("e.firm_id = :firm");
            parameters.put("firm", filter.firm());
        }
    }

    private void narrow(By by, Object value) {
        switch (by) {
            case IDS -> ids((List<?>) value);
            case REQUEST -> where("e.request_id = :request", "request", value);
            case OBJECTS -> any("e.object_id", "objects", (List<?>) value);
            case ACTOR -> where("e.actor_id = :actor", "actor", value);
            case VIA -> via((UUID) value);
            case KIND -> conditions.add("e.actor_kind = '%s'".formatted(value));
            case ACTIONS -> actions((List<?>) value);
            case TYPES -> any("e.object_type", "types", (List<?>) value);
            case OUTCOME -> conditions.add("e.outcome = '%s'".formatted(value));
            case FROM -> where("e.occurred_at >= :from", "from", ((Instant) value).atOffset(UTC));
            case UNTIL -> where("e.occurred_at < :until", "until", ((Instant) value).atOffset(UTC));
        }
    }

    private void where(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
    }

    private void ids(List<?> ids) {
        where("e.id = ANY(:ids)", "ids", ids.stream().map(UUID.class::cast).toArray(UUID[]::new));
    }

    private void any(String column, String parameter, List<?> values) {
        if (values.size() == 1) {
            where(column + " = :" + parameter, parameter, values.getFirst());
        } else {
            where(
                    column + " = ANY(:" + parameter + ")",
                    parameter,
                    values.stream().map(Object::toString).toArray(String[]::new));
        }
    }

    private void actions(List<?> actions) {
        if (byAction) {
            where(
                    "e.action = one.action",
                    "actions",
                    actions.stream().map(Object::toString).toArray(String[]::new));
        } else {
            any("e.action", "actions", actions);
        }
    }

    /** Stands in the text alone: who asks for it names the actor or a time beside it. */
    private void via(UUID credential) {
        where("e.canonical LIKE :via", "via", "%\"via\":\"" + credential + "\"%");
    }

    /** The columns of the newest entries; the outer statement may join to it as {@code e}. */
    String newest(String columns) {
        var newest =
                "SELECT "
                        + columns
                        + " FROM audit_event e WHERE "
                        + String.join(" AND ", conditions)
                        + NEWEST;
        return byAction
                ? """
                SELECT * FROM (
                  SELECT e.* FROM unnest(:actions::text[]) AS one (action)
                   CROSS JOIN LATERAL (%s) e) e\
                """
                                .formatted(newest)
                        + NEWEST
                : newest;
    }

    JdbcClient.StatementSpec statement(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).params(parameters);
    }
}
