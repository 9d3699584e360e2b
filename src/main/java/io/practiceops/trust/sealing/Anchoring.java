package io.practiceops.trust.sealing;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Brings the newest checkpoint to every place outside. No transaction is open meanwhile. */
@Component
class Anchoring {

    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);

    private final List<CheckpointSink> sinks;
    private final CheckpointStore checkpoints;
    private final Eras eras;
    private final RestoreGuard guard;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    Anchoring(
            List<CheckpointSink> sinks,
            CheckpointStore checkpoints,
            Eras eras,
            RestoreGuard guard,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.sinks = sinks;
        this.checkpoints = checkpoints;
        this.eras = eras;
        this.guard = guard;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    /** Names of the places a checkpoint has to be in to count as anchored. */
    List<String> sinks() {
        return sinks.stream().map(CheckpointSink::name).toList();
    }

    /** A place that fails keeps the others from nothing. */
    void anchor() {
        var waiting = acrossFirms.execute(_ -> waiting());
        waiting.forEach(this::put);
    }

    /** What failed last, by place; of this instance. */
    Map<String, String> failures() {
        return Map.copyOf(failures);
    }

    private Map<CheckpointSink, SignedCheckpoint> waiting() {
        var newest = checkpoints.newest();
        if (newest.isEmpty() || isHalted()) {
            return Map.of();
        }
        var there = checkpoints.anchors(sinks(), newest.get().size());
        var waiting = new LinkedHashMap<CheckpointSink, SignedCheckpoint>();
        for (var sink : sinks) {
            if (!there.containsKey(sink.name())) {
                waiting.put(sink, newest.get());
            }
        }
        return waiting;
    }

    private boolean isHalted() {
        return !guard.allows(eras.current(), List.of());
    }

    private void put(CheckpointSink sink, SignedCheckpoint checkpoint) {
        try {
            sink.put(checkpoint);
            acrossFirms.executeWithoutResult(_ ->
                    checkpoints.anchored(sink.name(), checkpoint, sink.place(), clock.instant()));
            if (failures.remove(sink.name()) != null) {
                LOG.info("Checkpoints are anchored in {} again", sink.place());
            }
        } catch (CheckpointSink.Forked forked) {
            acrossFirms.executeWithoutResult(
                    _ -> guard.halt(eras.current(), forked.getMessage() + ".", forked.other()));
            failed(sink, forked);
        } catch (IOException | UncheckedIOException failure) {
            failed(sink, failure);
        }
    }

    private void failed(CheckpointSink sink, Exception failure) {
        var words = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        if (!words.equals(failures.put(sink.name(), words))) {
            LOG.error("A checkpoint could not be anchored in {}: {}", sink.place(), words);
        }
    }

    /** Since when a place waits for a checkpoint, by name. */
    Map<String, java.time.Instant> waitingSince() {
        var since = new LinkedHashMap<String, java.time.Instant>();
        for (var name : new ArrayList<>(sinks())) {
            checkpoints.waitingFor(name).ifPresent(at -> since.put(name, at));
        }
        return since;
    }

    Optional<SignedCheckpoint> newest(String sink) {
        return checkpoints.newestAnchored(sink);
    }
}
