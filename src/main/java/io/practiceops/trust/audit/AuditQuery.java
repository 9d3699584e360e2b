package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Links;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The filter as it stands in an address, for page and API alike. Days are the firm's and both are
 * included.
 *
 * @param actor id of a user
 * @param type kind of object, as in {@code client}
 * @param object id of an object
 */
public record AuditQuery(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String type,
        @Nullable String object,
        @Nullable String outcome,
        @Nullable String from,
        @Nullable String until) {

    public AuditQuery {
        actor = tidy(actor);
        action = tidy(action);
        type = tidy(type);
        object = tidy(object);
        outcome = tidy(outcome);
        from = tidy(from);
        until = tidy(until);
    }

    private static @Nullable String tidy(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    AuditFilter filter(ZoneId zone) {
        return new AuditFilter(
                Acting.firm(),
                null,
                actorId(),
                type,
                object,
                action,
                outcomeNamed(),
                startOf("from", from, 0, zone),
                startOf("until", until, 1, zone));
    }

    private @Nullable UUID actorId() {
        try {
            return actor == null ? null : UUID.fromString(actor);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.invalid("actor", "This is not the id of a user.");
        }
    }

    private AuditEvent.@Nullable Outcome outcomeNamed() {
        if (outcome == null) {
            return null;
        }
        return Arrays.stream(AuditEvent.Outcome.values())
                .filter(known -> known.name().equalsIgnoreCase(outcome))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("outcome", "Choose done, denied or failed."));
    }

    private static @Nullable Instant startOf(
            String field, @Nullable String day, int daysLater, ZoneId zone) {
        if (day == null) {
            return null;
        }
        try {
            var date = LocalDate.parse(day);
            if (date.getYear() < 1970 || date.getYear() > 9999) {
                throw Problem.invalid(field, "Enter a day between 1970 and 9999.");
            }
            return date.plusDays(daysLater).atStartOfDay(zone).toInstant();
        } catch (DateTimeParseException notADay) {
            throw Problem.invalid(field, "Enter a day, as in 2026-11-22.");
        }
    }

    public boolean isEmpty() {
        return parameters().isEmpty();
    }

    /** The page with this filter, at the cursor. */
    String url(@Nullable String cursor) {
        var parameters = parameters();
        if (cursor != null) {
            parameters.put("cursor", cursor);
        }
        return parameters.isEmpty()
                ? "/audit"
                : "/audit?"
                        + parameters.entrySet().stream()
                                .map(parameter ->
                                        parameter.getKey()
                                                + "="
                                                + Links.encoded(parameter.getValue()))
                                .collect(Collectors.joining("&"));
    }

    private Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        put(parameters, "actor", actor);
        put(parameters, "action", action);
        put(parameters, "type", type);
        put(parameters, "object", object);
        put(parameters, "outcome", outcome == null ? null : outcome.toLowerCase(Locale.ROOT));
        put(parameters, "from", from);
        put(parameters, "until", until);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
