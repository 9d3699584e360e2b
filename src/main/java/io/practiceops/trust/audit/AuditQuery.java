package io.practiceops.trust.audit;

import io.practiceops.foundation.web.Links;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The filter as it stands in an address, for page and API alike.
 *
 * @param q the name of a client, document or person, or any identifier
 * @param actor id of a user, or {@code person}, {@code key}, {@code system}, {@code nobody}
 * @param action {@code document.downloaded}, all of {@code document.*}, or several by commas
 * @param type kind of object, as in {@code client}
 * @param object id of an object
 * @param request id of a request
 * @param via id of a session or API key
 * @param when a named span: {@code today}, {@code 7-days}, {@code month}, {@code quarter}, {@code
 *     last-quarter}, {@code year}
 * @param from a day of the firm's zone or a time of it, as in {@code 2026-11-22T14:30}; included
 * @param until a day, included, or a time, not included
 */
public record AuditQuery(
        @Nullable String q,
        @Nullable String actor,
        @Nullable String action,
        @Nullable String type,
        @Nullable String object,
        @Nullable String outcome,
        @Nullable String request,
        @Nullable String via,
        @Nullable String when,
        @Nullable String from,
        @Nullable String until) {

    public AuditQuery {
        q = tidy(q);
        actor = tidy(actor);
        action = tidy(action);
        type = tidy(type);
        object = tidy(object);
        outcome = tidy(outcome);
        request = tidy(request);
        via = tidy(via);
        when = tidy(when);
        from = tidy(from);
        until = tidy(until);
    }

    private static @Nullable String tidy(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    static AuditQuery none() {
        return of(Map.of());
    }

    private static AuditQuery of(Map<String, String> p) {
        return new AuditQuery(
                p.get("q"),
                p.get("actor"),
                p.get("action"),
                p.get("type"),
                p.get("object"),
                p.get("outcome"),
                p.get("request"),
                p.get("via"),
                p.get("when"),
                p.get("from"),
                p.get("until"));
    }

    /** The same with one part set, or taken away with null. */
    AuditQuery with(String name, @Nullable String value) {
        var parameters = parameters();
        if (value == null) {
            parameters.remove(name);
        } else {
            parameters.put(name, value);
        }
        return of(parameters);
    }

    public boolean isEmpty() {
        return parameters().isEmpty();
    }

    /** The page with this filter, at the cursor. */
    public String url(@Nullable String cursor) {
        var parameters = parameters();
        if (cursor != null) {
            parameters.put("cursor", cursor);
        }
        return parameters.isEmpty() ? "/audit" : "/audit?" + text(parameters);
    }

    /** The filter alone, in one order, so that equal filters have equal texts. */
    public String text() {
        return text(parameters());
    }

    private static String text(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + Links.encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** What is set, by name. */
    public Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        put(parameters, "q", q);
        put(parameters, "actor", actor);
        put(parameters, "action", action);
        put(parameters, "type", type);
        put(parameters, "object", object);
        put(parameters, "outcome", outcome == null ? null : outcome.toLowerCase(Locale.ROOT));
        put(parameters, "request", request);
        put(parameters, "via", via);
        put(parameters, "when", when);
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
