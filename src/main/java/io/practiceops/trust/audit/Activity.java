package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.foundation.kernel.Slice;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What one person did, as the trail has it. Everybody may read their own. */
@Service
public class Activity {

    /** Sides of what a person does. */
    public enum Side {
        ALL("Everything"),
        SIGN_INS("Sign-ins"),
        DOCUMENTS("Documents seen"),
        CHANGES("Changes"),
        REFUSED("Refused");

        private final String title;

        Side(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Actions that show what documents say. */
    static final Set<String> SEEING =
            Set.of(
                    "document.previewed",
                    "document.viewed",
                    "document.downloaded",
                    "document.lines-shown");

    public static final Duration SUMMED_UP = Duration.ofDays(30);

    private static final String SESSION = "session.";
    private static final String LOOKED_AT = "-read";
    private static final int MOST_COUNTED = 10_000;

    private final AuditStore store;
    private final AuditChoices choices;
    private final Audit audit;
    private final Clock clock;

    Activity(AuditStore store, AuditChoices choices, Audit audit, Clock clock) {
        this.store = store;
        this.choices = choices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a person did, and what was tried at their login.
     *
     * @param places address and device by entry, where it was a sign-in
     * @param counts of the last {@link #SUMMED_UP}, by side
     * @param refusedSignIns the last ones at this login, whoever tried
     */
    public record Of(
            Slice<AuditEntry> entries,
            Map<UUID, Place> places,
            Map<Side, Integer> counts,
            List<AuditEntry> refusedSignIns) {}

    /** From where somebody signed in; null once erased. */
    public record Place(@Nullable String address, @Nullable String agent) {}

    /** Of somebody of the actor's firm, newest first. Reading another's is itself on record. */
    @Transactional
    public Of of(UUID person, Side side, @Nullable String cursor, int limit) {
        if (!person.equals(Acting.actor().id())) {
            Acting.require(AuditTrail.READ);
            audit.record(
                    AuditEvent.done("audit.activity-read", "user", person)
                            .personal(AuditEvent.OBJECT_NAME, name(person))
                            .detail("side", side));
        }
        var found = store.find(filter(person, side), Cursor.parse(cursor, 2), limit + 1);
        var entries = Slice.of(found, limit, entry -> Cursor.at(entry.at(), entry.id()));
        var refused = refusedAt(person);
        return new Of(entries, places(entries.items(), refused), counts(person), refused);
    }

    /** What the trail last called the person. */
    private @Nullable String name(UUID person) {
        return store.find(AuditFilter.of(Acting.firm()).actor(person), null, 1).stream()
                .findFirst()
                .map(AuditEntry::actorName)
                .orElse(null);
    }

    private AuditFilter filter(UUID person, Side side) {
        var filter = AuditFilter.of(Acting.firm()).actor(person);
        return switch (side) {
            case ALL -> filter;
            case REFUSED -> filter.outcome(AuditEvent.Outcome.DENIED);
            case SIGN_INS, DOCUMENTS, CHANGES ->
                    filter.actions(
                            choices.actions(Acting.firm()).stream()
                                    .filter(action -> side(action) == side)
                                    .toList());
        };
    }

    private static Side side(String action) {
        if (action.startsWith(SESSION)) {
            return Side.SIGN_INS;
        }
        if (SEEING.contains(action)) {
            return Side.DOCUMENTS;
        }
        return action.endsWith(LOOKED_AT) || action.equals("access.denied")
                ? Side.ALL
                : Side.CHANGES;
    }

    private List<AuditEntry> refusedAt(UUID person) {
        var filter =
                AuditFilter.of(Acting.firm())
                        .type("user")
                        .object(person)
                        .outcome(AuditEvent.Outcome.DENIED)
                        .from(clock.instant().minus(SUMMED_UP));
        return store.find(filter, null, 10);
    }

    private Map<UUID, Place> places(List<AuditEntry> entries, List<AuditEntry> refused) {
        var signIns =
                Stream.concat(entries.stream(), refused.stream())
                        .filter(entry -> entry.action().startsWith(SESSION))
                        .map(AuditEntry::id)
                        .toList();
        return store.places(signIns);
    }

    private Map<Side, Integer> counts(UUID person) {
        var filter =
                AuditFilter.of(Acting.firm()).actor(person).from(clock.instant().minus(SUMMED_UP));
        var counts = new EnumMap<Side, Integer>(Side.class);
        for (var tally : store.tallies(filter, MOST_COUNTED)) {
            counts.merge(Side.ALL, tally.count(), Integer::sum);
            var side =
                    tally.outcome() == AuditEvent.Outcome.DENIED
                            ? Side.REFUSED
                            : side(tally.action());
            if (side != Side.ALL) {
                counts.merge(side, tally.count(), Integer::sum);
            }
        }
        return counts;
    }
}
