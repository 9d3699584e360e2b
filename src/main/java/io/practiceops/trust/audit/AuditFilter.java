package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Actor;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a firm's trail: begins with all of it, and each part added narrows it; null parts
 * do not. Times in UTC, from inclusive, until exclusive.
 *
 * @param firm null for what belongs to no firm, which the platform role alone sees
 */
public record AuditFilter(@Nullable UUID firm, Map<By, Object> narrowed) {

    /** What can narrow it. */
    public enum By {
        IDS,
        REQUEST,
        OBJECTS,
        ACTOR,
        VIA,
        KIND,
        ACTIONS,
        TYPES,
        OUTCOME,
        FROM,
        UNTIL
    }

    public AuditFilter {
        narrowed = Map.copyOf(narrowed);
    }

    public static AuditFilter of(@Nullable UUID firm) {
        return new AuditFilter(firm, Map.of());
    }

    public AuditFilter id(UUID entry) {
        return ids(List.of(entry));
    }

    /** Among these; a span of time beside it leads to where they are. */
    public AuditFilter ids(Collection<UUID> entries) {
        return with(By.IDS, List.copyOf(entries));
    }

    /** What one request did. */
    public AuditFilter request(@Nullable String request) {
        return with(By.REQUEST, request);
    }

    public AuditFilter object(@Nullable Object id) {
        return with(By.OBJECTS, id == null ? null : List.of(id.toString()));
    }

    /** Any of these; none at all where there are none. */
    public AuditFilter objects(@Nullable Collection<String> ids) {
        return with(By.OBJECTS, ids == null ? null : List.copyOf(ids));
    }

    public AuditFilter actor(@Nullable UUID user) {
        return with(By.ACTOR, user);
    }

    /** Through one session or API key. */
    public AuditFilter via(@Nullable UUID credential) {
        return with(By.VIA, credential);
    }

    public AuditFilter kind(Actor.@Nullable Kind kind) {
        return with(By.KIND, kind);
    }

    public AuditFilter action(@Nullable String action) {
        return with(By.ACTIONS, action == null ? null : List.of(action));
    }

    /** Any of these; none at all where there are none. */
    public AuditFilter actions(@Nullable Collection<String> actions) {
        return with(By.ACTIONS, actions == null ? null : List.copyOf(actions));
    }

    public AuditFilter type(@Nullable String objectType) {
        return with(By.TYPES, objectType == null ? null : List.of(objectType));
    }

    AuditFilter types(Collection<String> objectTypes) {
        return with(By.TYPES, List.copyOf(objectTypes));
    }

    public AuditFilter outcome(AuditEvent.@Nullable Outcome outcome) {
        return with(By.OUTCOME, outcome);
    }

    public AuditFilter from(@Nullable Instant from) {
        return with(By.FROM, from);
    }

    public AuditFilter until(@Nullable Instant until) {
        return with(By.UNTIL, until);
    }

    /** Narrowed to a span, beside the one it may have already. */
    public AuditFilter within(Instant first, Instant end) {
        var from = get(By.FROM) instanceof Instant given && given.isAfter(first) ? given : first;
        var until = get(By.UNTIL) instanceof Instant given && given.isBefore(end) ? given : end;
        return from(from).until(until);
    }

    private AuditFilter with(By by, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        var more = new EnumMap<By, Object>(By.class);
        more.putAll(narrowed);
        more.put(by, value);
        return new AuditFilter(firm, more);
    }

    boolean has(By by) {
        return narrowed.containsKey(by);
    }

    @Nullable Object get(By by) {
        return narrowed.get(by);
    }

    /** The same in the order of {@link By}. */
    EnumMap<By, Object> inOrder() {
        var ordered = new EnumMap<By, Object>(By.class);
        ordered.putAll(narrowed);
        return ordered;
    }
}
