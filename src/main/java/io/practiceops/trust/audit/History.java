package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.HistoryEntry;
import io.practiceops.foundation.web.Moment;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happened to one object, in words, as its page shows it: {@code audit/history.properties}.
 */
@Component
public class History {

    private static final String FILE = "audit/history.properties";
    private static final int MOST = 20;
    private static final Pattern DETAIL = Pattern.compile("\\{([a-z.-]+)}");

    private final AuditTrail trail;
    private final JsonMapper json;
    private final Clock clock;
    private final Properties words = words();

    History(AuditTrail trail, JsonMapper json, Clock clock) {
        this.trail = trail;
        this.json = json;
        this.clock = clock;
    }

    /** The latest first; for whoever may see the object, which the caller has made sure of. */
    public List<HistoryEntry> of(String objectType, Object objectId, ZoneId zone) {
        var readsTrail = Acting.actor().may(AuditTrail.READ);
        return trail.historyOf(objectType, objectId, MOST).stream()
                .map(entry ->
                        new HistoryEntry(
                                Moment.from(clock.instant(), entry.at(), zone),
                                entry.who(),
                                inWords(entry),
                                readsTrail ? "/audit/" + entry.id() : null))
                .toList();
    }

    /**
     * The sentence for the action, with details put in; without a sentence of its own, the action's
     * name.
     */
    String inWords(AuditEntry entry) {
        var sentence = words.getProperty(entry.action());
        if (sentence == null || entry.outcome() != AuditEvent.Outcome.DONE) {
            return entry.sentence().text();
        }
        var details = details(entry);
        return DETAIL.matcher(sentence)
                .replaceAll((MatchResult name) ->
                        Matcher.quoteReplacement(details.getOrDefault(name.group(1), "?")));
    }

    private Map<String, String> details(AuditEntry entry) {
        var details = new TreeMap<String, String>();
        json.readTree(entry.canonical())
                .path("details")
                .properties()
                .forEach(field -> details.put(field.getKey(), plain(field.getValue().asString())));
        return details;
    }

    /** {@code [BILLING, STAFF]} and {@code NO_TEXT} as people write it. */
    private String plain(String value) {
        var key = "value." + value;
        return words.containsKey(key)
                ? words.getProperty(key)
                : value.replaceAll("^\\[|]$", "")
                        .replace('_', ' ')
                        .toLowerCase(java.util.Locale.ROOT);
    }

    private static Properties words() {
        var words = new Properties();
        try (var in =
                new InputStreamReader(
                        new ClassPathResource(FILE).getInputStream(), StandardCharsets.UTF_8)) {
            words.load(in);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FILE, e);
        }
    }
}
