package io.practiceops.trust.sealing;

import static java.util.stream.Collectors.groupingBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.practiceops.trust.sealing.LogStore.Leaf;
import io.practiceops.trust.sealing.LogStore.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gives each event its place: takes a batch from the inbox and appends it to the firms' logs. */
@Component
class Sequencer {

    static final int BATCH = 1_000;

    /** Half of what a verifier lets an event be older than the seal before its own. */
    private static final Duration BEHIND = Duration.ofMinutes(5);

    /** How a turn ended. */
    sealed interface Turn {
        /** Another instance seals. */
        record Following() implements Turn {}

        /** Nobody seals, see {@link RestoreGuard}. */
        record Halted() implements Turn {}

        /**
         * A batch got its places.
         *
         * @param behind whether these events waited long: those after them may, too
         */
        record Sealed(int events, boolean behind) implements Turn {}
    }

    private static final Comparator<Waiting> OLDEST_FIRST =
            Comparator.comparing(Waiting::at).thenComparing(Waiting::event);

    private final Leadership leadership;
    private final Eras eras;
    private final RestoreGuard guard;
    private final LogStore logs;
    private final TileStore tiles;
    private final Clock clock;
    private final Timer lag;

    Sequencer(
            Leadership leadership,
            Eras eras,
            RestoreGuard guard,
            LogStore logs,
            TileStore tiles,
            Clock clock,
            MeterRegistry meters) {
        this.leadership = leadership;
        this.eras = eras;
        this.guard = guard;
        this.logs = logs;
        this.tiles = tiles;
        this.clock = clock;
        this.lag =
                Timer.builder("practiceops.audit.sequenced")
                        .description("From an event's time to its place in the log")
                        .publishPercentileHistogram()
                        .register(meters);
    }

    /** One batch in one transaction. */
    Turn seal() {
        var outside = guard.outside();
        var turn =
                leadership.<Turn>lead(() -> {
                    var era = eras.current();
                    return guard.allows(era, outside)
                            ? append(era, logs.take(BATCH))
                            : new Turn.Halted();
                });
        return turn.orElseGet(Turn.Following::new);
    }

    private Turn append(Era era, List<Waiting> batch) {
        if (batch.isEmpty()) {
            return new Turn.Sealed(0, false);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var byFirm =
                batch.stream()
                        .sorted(OLDEST_FIRST)
                        .collect(
                                groupingBy(
                                        waiting -> Optional.ofNullable(waiting.firm()),
                                        LinkedHashMap::new,
                                        java.util.stream.Collectors.toList()));
        var before = logsOf(era, byFirm.keySet().stream().flatMap(Optional::stream).toList());
        var leaves = new ArrayList<Leaf>(batch.size());
        var after = new ArrayList<Log>(byFirm.size());
        byFirm.forEach((firm, events) -> {
            var log = Objects.requireNonNull(before.get(firm));
            var range = log.range();
            for (var event : events) {
                leaves.add(
                        new Leaf(
                                log.id(),
                                range.end(),
                                event.event(),
                                event.at(),
                                event.leaf(),
                                now));
                range.append(event.leaf());
            }
            after.add(log.grown(range));
        });
        logs.insert(leaves);
        logs.update(after);
        after.forEach(log ->
                tiles.fill(
                        Objects.requireNonNull(before.get(Optional.ofNullable(log.firm()))), log));
        batch.forEach(event -> lag.record(atLeastZero(Duration.between(event.at(), now))));
        return new Turn.Sealed(batch.size(), isBehind(batch, now));
    }

    private static boolean isBehind(List<Waiting> batch, Instant now) {
        return batch.size() == BATCH
                && batch.stream().anyMatch(waiting -> waiting.at().plus(BEHIND).isBefore(now));
    }

    private static Duration atLeastZero(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private Map<Optional<UUID>, Log> logsOf(Era era, List<UUID> firms) {
        var known = logs.ofFirms(firms);
        var missing = new HashSet<>(firms);
        missing.removeAll(known.keySet());
        if (!missing.isEmpty()) {
            missing.forEach(firm -> logs.make(Log.Kind.FIRM, firm, era));
            known = logs.ofFirms(firms);
        }
        var all = new LinkedHashMap<Optional<UUID>, Log>();
        known.forEach((firm, log) -> all.put(Optional.of(firm), log));
        all.put(Optional.empty(), logs.only(Log.Kind.INSTALLATION).orElseThrow());
        return all;
    }
}
