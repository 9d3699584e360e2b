package io.practiceops.trust.sealing;

import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.TreeHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** States in the system log what the other logs have come to, and signs that. */
@Component
class Checkpointer {

    /** With nothing to seal there is a checkpoint all the same: that nothing happened is proven. */
    static final Duration HEARTBEAT = Duration.ofMinutes(10);

    private final Leadership leadership;
    private final Eras eras;
    private final RestoreGuard guard;
    private final LogStore logs;
    private final TileStore tiles;
    private final CheckpointStore checkpoints;
    private final Signing signing;
    private final Clock clock;

    Checkpointer(
            Leadership leadership,
            Eras eras,
            RestoreGuard guard,
            LogStore logs,
            TileStore tiles,
            CheckpointStore checkpoints,
            Signing signing,
            Clock clock) {
        this.leadership = leadership;
        this.eras = eras;
        this.guard = guard;
        this.logs = logs;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
        this.signing = signing;
        this.clock = clock;
    }

    /** A new checkpoint if anything was sealed since the last, or ten minutes went by. */
    Optional<SignedCheckpoint> checkpoint() {
        var outside = guard.outside();
        return leadership
                .lead(() -> {
                    var era = eras.current();
                    return guard.allows(era, outside)
                            ? sign(era)
                            : Optional.<SignedCheckpoint>empty();
                })
                .flatMap(made -> made);
    }

    private Optional<SignedCheckpoint> sign(Era era) {
        var last = checkpoints.newest();
        var at = notBefore(last.map(SignedCheckpoint::at));
        var grown = logs.unstated();
        if (grown.isEmpty()) {
            if (last.isEmpty() || last.get().at().plus(HEARTBEAT).isAfter(at)) {
                return Optional.empty();
            }
            grown = List.of(logs.only(Log.Kind.INSTALLATION).orElseThrow());
        }
        var system = state(era, grown, at);
        var root = system.range().root();
        var key = signing.current();
        var note =
                signing.sign(
                        new Checkpoint(era.origin(), system.size(), root).text(),
                        key,
                        last.map(SignedCheckpoint::key).orElse(key.number()));
        var made =
                new SignedCheckpoint(
                        system.size(), era.number(), root, at, key.number(), note.encoded());
        checkpoints.insert(made);
        return Optional.of(made);
    }

    /** Appends what each of these logs has come to. */
    private Log state(Era era, List<Log> grown, Instant at) {
        var before = logs.system();
        var range = before.range();
        var hash = new TreeHash();
        var roots = new ArrayList<Root>();
        var stated = new ArrayList<Log>();
        for (var log : grown) {
            var root =
                    new Root(
                            range.end(),
                            log.id(),
                            era.number(),
                            log.origin(),
                            log.size(),
                            log.range().root(),
                            at);
            roots.add(root);
            range.append(root.leaf(hash));
            stated.add(log.statedAt(log.size()));
        }
        var after = before.grown(range).statedAt(range.end());
        stated.add(after);
        checkpoints.insertRoots(roots);
        logs.update(stated);
        tiles.fill(before, after);
        return after;
    }

    /** Times in the log never go back, even when the clock does. */
    private Instant notBefore(Optional<Instant> last) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return last.filter(now::isBefore).orElse(now);
    }
}
