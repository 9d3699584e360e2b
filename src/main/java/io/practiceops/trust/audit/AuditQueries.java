package io.practiceops.trust.audit;

import io.practiceops.foundation.database.SearchIndex;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Understands a filter as it stands in an address: names, spans and groups of actions. */
@Component
public class AuditQueries {

    private static final Pattern REQUEST = Pattern.compile("[0-9a-f]{24}");
    private static final List<String> NAMED = List.of("client", "document");
    private static final int MOST_NAMED = 50;
    private static final int EARLIEST = 1970;
    private static final int LATEST = 9999;

    private final AuditTrail trail;
    private final SearchIndex search;
    private final Clock clock;

    AuditQueries(AuditTrail trail, SearchIndex search, Clock clock) {
        this.trail = trail;
        this.search = search;
        this.clock = clock;
    }

    /** What the query asks for of the actor's firm; a Problem that names the field otherwise. */
    public AuditFilter filter(AuditQuery query, ZoneId zone) {
        var filter =
                AuditFilter.of(Acting.firm())
                        .object(query.object())
                        .type(query.type())
                        .request(query.request())
                        .via(id("via", query.via()))
                        .outcome(outcome(query.outcome()));
        filter = actor(filter, query.actor());
        filter = filter.actions(actions(query.action()));
        filter = time(filter, query, zone);
        if (query.via() != null && !filter.has(AuditFilter.By.FROM)) {
            filter = filter.from(Ids.timeOf(UUID.fromString(query.via())));
        }
        return query.q() == null ? filter : words(filter, query.q());
    }

    private static AuditFilter actor(AuditFilter filter, @Nullable String actor) {
        return switch (actor) {
            case null -> filter;
            case "person" -> filter.kind(Actor.Kind.USER);
            case "key" -> filter.kind(Actor.Kind.API_KEY);
            case "system" -> filter.kind(Actor.Kind.SYSTEM);
            case "nobody" -> filter.kind(Actor.Kind.ANONYMOUS);
            default -> filter.actor(id("actor", actor));
        };
    }

    private static @Nullable UUID id(String field, @Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.invalid(field, "This is not an identifier.");
        }
    }

    private static AuditEvent.@Nullable Outcome outcome(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(AuditEvent.Outcome.values())
                .filter(known -> known.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("outcome", "Choose done, denied or failed."));
    }

    /** {@code document.*} is every action of that area there is an entry of. */
    private @Nullable List<String> actions(@Nullable String asked) {
        if (asked == null) {
            return null;
        }
        var words = Arrays.stream(asked.split(",")).map(String::strip).toList();
        var known = asked.contains("*") ? trail.actions() : List.<String>of();
        return words.stream()
                .flatMap(word ->
                        word.endsWith(".*")
                                ? known.stream().filter(action -> isOf(action, word))
                                : Stream.of(word))
                .distinct()
                .toList();
    }

    private static boolean isOf(String action, String area) {
        return action.startsWith(area.substring(0, area.length() - 1));
    }

    private AuditFilter time(AuditFilter filter, AuditQuery query, ZoneId zone) {
        if (query.from() != null || query.until() != null) {
            return filter.from(moment("from", query.from(), 0, zone))
                    .until(moment("until", query.until(), 1, zone));
        }
        if (query.when() == null) {
            return filter;
        }
        var now = clock.instant();
        var span =
                AuditPeriod.of(query.when())
                        .orElseThrow(() -> Problem.invalid("when", "Choose one of the spans."));
        return filter.from(span.from(now, zone)).until(span.until(now, zone));
    }

    private static @Nullable Instant moment(
            String field, @Nullable String text, int daysLater, ZoneId zone) {
        if (text == null) {
            return null;
        }
        try {
            var at =
                    text.indexOf('T') > 0
                            ? LocalDateTime.parse(text).atZone(zone)
                            : LocalDate.parse(text).plusDays(daysLater).atStartOfDay(zone);
            if (at.getYear() < EARLIEST || at.getYear() > LATEST) {
                throw Problem.invalid(field, "Enter a day between 1970 and 9999.");
            }
            return at.toInstant();
        } catch (DateTimeParseException notADay) {
            throw Problem.invalid(field, "Enter a day, as in 2026-11-22.");
        }
    }

    /** An identifier of a log or an error page, or the name of something. */
    private AuditFilter words(AuditFilter filter, String words) {
        var text = words.toLowerCase(Locale.ROOT);
        if (REQUEST.matcher(text).matches()) {
            return filter.request(text);
        }
        try {
            var id = UUID.fromString(text);
            return trail.has(id) ? filter.id(id) : filter.object(text);
        } catch (IllegalArgumentException notAnId) {
            return filter.objects(named(text));
        }
    }

    /** By names alone: what stands inside documents is for their own search. */
    private List<String> named(String words) {
        var found = new ArrayList<String>();
        for (var kind : NAMED) {
            search.find(kind, words, MOST_NAMED).stream()
                    .filter(hit -> isCalled(hit.title(), words))
                    .forEach(hit -> found.add(hit.objectId().toString()));
        }
        trail.people().stream()
                .filter(person -> person.name() != null && isCalled(person.name(), words))
                .forEach(person -> found.add(person.id().toString()));
        return found;
    }

    private static boolean isCalled(String name, String words) {
        var lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(words.split("\\s+")).allMatch(lower::contains);
    }
}
