package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.SignedNote;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what of a log belongs to a period; within a transaction that sees one moment. */
@Component
class LogSources {

    private final LogStore logs;
    private final TileStore tiles;
    private final CheckpointStore checkpoints;
    private final EraStore eras;
    private final ExportStore store;
    private final Seals seals;

    LogSources(
            LogStore logs,
            TileStore tiles,
            CheckpointStore checkpoints,
            EraStore eras,
            ExportStore store,
            Seals seals) {
        this.logs = logs;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
        this.eras = eras;
        this.store = store;
        this.seals = seals;
    }

    /**
     * All entries that may be dated in the period: from the last seal before it to the first
     * behind.
     *
     * @param firm whose log; null for that of the installation
     * @param kept a checkpoint that the export shall be comparable with
     * @return empty while an erasure is on record that is not yet sealed, or a new key or era is
     *     that no checkpoint has yet
     */
    Optional<LogSource> find(
            @Nullable UUID firm, Instant from, Instant until, @Nullable Checkpoint kept) {
        var log = log(firm);
        var newest = checkpoints.newest().orElseThrow(LogSources::notSealed);
        var last =
                checkpoints.newestBelow(log.id(), newest.size()).orElseThrow(LogSources::notSealed);
        if (isOfEarlierKeyOrEra(newest) || store.hasUnsealedExplanation(log, last.size())) {
            return Optional.empty();
        }
        var scope = scope(log, newest, last, from, until, kept);
        return Optional.of(
                new LogSource(
                        store,
                        scope,
                        log,
                        newest,
                        seals.signed(last),
                        bundleRoot(last),
                        eras.keys().stream().map(EraStore.SigningKey::vkey).toList(),
                        statements(),
                        tiles.nodes(log),
                        tiles.nodes(logs.system())));
    }

    private boolean isOfEarlierKeyOrEra(SignedCheckpoint newest) {
        return newest.key() != eras.keys().getLast().number()
                || eras.current().stream().anyMatch(era -> era.number() != newest.era());
    }

    private Log log(@Nullable UUID firm) {
        return (firm == null
                        ? logs.only(Log.Kind.INSTALLATION)
                        : Optional.ofNullable(logs.ofFirms(List.of(firm)).get(firm)))
                .orElseThrow(LogSources::notSealed);
    }

    private BundleSource.Scope scope(
            Log log,
            SignedCheckpoint newest,
            Root last,
            Instant from,
            Instant until,
            @Nullable Checkpoint kept) {
        var before = store.lastBefore(log.id(), from.minus(VerifySystem.LATER), newest.size());
        var behind = store.firstFrom(log.id(), until.plus(VerifySystem.EARLIER), newest.size());
        var first = before.map(Root::size).orElse(0L);
        var systemBegin = before.map(Root::index).orElseGet(() -> firstRoot(log));
        if (kept != null && kept.origin().endsWith(log.origin().replaceAll(".*/", "/"))) {
            first = Math.min(first, kept.size());
        } else if (kept != null) {
            systemBegin = Math.min(systemBegin, kept.size());
        }
        return new BundleSource.Scope(
                eras.current().map(Era::origin).orElseThrow(LogSources::notSealed),
                last.origin(),
                log.firm(),
                from,
                until,
                first,
                Math.max(first, behind.map(Root::size).orElse(last.size())),
                last.size(),
                systemBegin);
    }

    private long firstRoot(Log log) {
        return checkpoints.firstCovering(log.id(), 0).map(Root::index).orElse(0L);
    }

    private Map<String, String> statements() {
        var statements = new TreeMap<String, String>();
        for (var key : eras.keys()) {
            if (key.statement() != null) {
                statements.put(BundleFiles.keyStatement(key.number()), key.statement());
            }
        }
        // By their order in the chain: an era's own number may skip some after a second restore.
        var next = 2;
        for (var era : eras.all()) {
            if (era.statement() != null) {
                statements.put(BundleFiles.eraStatement(next++), era.statement());
            }
        }
        return statements;
    }

    static BundleRoot bundleRoot(Root root) {
        return new BundleRoot(
                root.index(), root.text(), root.at(), root.origin(), root.size(), root.root());
    }

    static Checkpoint checkpoint(String encoded) {
        return Checkpoint.parse(SignedNote.parse(encoded).text());
    }

    private static Problem notSealed() {
        return new Problem(
                ProblemType.CONFLICT,
                "Nothing of this audit log is sealed yet.",
                "Sealing takes seconds; if it stays so, look at the health page.");
    }
}
