package io.practiceops.trust.sealing;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.trust.audit.AuditTrail;
import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.CompactRange;
import io.practiceops.trust.tlog.Proofs;
import io.practiceops.trust.tlog.SignedNote;
import io.practiceops.trust.tlog.TlogProof;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What the seals of the trail say and prove, to whoever may read it: of events of their own firm,
 * and of the system log, which tells of other firms' logs only hashes.
 */
@Service
@AcrossFirms(readOnly = true)
public class Seals {

    private final LogStore logs;
    private final TileStore tiles;
    private final CheckpointStore checkpoints;
    private final EventStore events;
    private final EraStore eras;
    private final Signing signing;
    private final Anchoring anchoring;

    Seals(
            LogStore logs,
            TileStore tiles,
            CheckpointStore checkpoints,
            EventStore events,
            EraStore eras,
            Signing signing,
            Anchoring anchoring) {
        this.logs = logs;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
        this.events = events;
        this.eras = eras;
        this.signing = signing;
        this.anchoring = anchoring;
    }

    /** Which log: the one of the actor's firm (of the installation for who has none), or of all. */
    public enum Which {
        FIRM,
        SYSTEM
    }

    /** How far an event is sealed. */
    public Seal seal(UUID event) {
        Acting.require(AuditTrail.READ);
        return placeOf(event)
                .map(this::seal)
                .orElseGet(() -> new Seal(event, waiting(event), null, null, null, null, null));
    }

    /** The proof of an event; empty while no checkpoint covers it, which is about a second. */
    public Optional<Proof> proof(UUID event) {
        Acting.require(AuditTrail.READ);
        var place = placeOf(event);
        if (place.isEmpty()) {
            waiting(event);
            return Optional.empty();
        }
        return checkpoints.newest().flatMap(newest -> proof(place.get(), newest, event));
    }

    private Optional<Proof> proof(LogStore.Place place, SignedCheckpoint newest, UUID event) {
        var log = place.log();
        var stated = checkpoints.newestBelow(log.id(), newest.size());
        if (stated.isEmpty() || stated.get().size() <= place.index()) {
            return Optional.empty();
        }
        var root = stated.get();
        var inFirmLog =
                new TlogProof(
                        place.index(),
                        Proofs.inclusion(place.index(), root.size(), tiles.nodes(log)),
                        signed(root));
        var inSystemLog =
                new TlogProof(
                        root.index(),
                        Proofs.inclusion(root.index(), newest.size(), tiles.nodes(logs.system())),
                        SignedNote.parse(newest.note()));
        return Optional.of(
                new Proof(
                        seal(place),
                        events.find(event, place.at())
                                .map(EventStore.Event::canonical)
                                .orElse(null),
                        place.leaf(),
                        events.openings(event),
                        inFirmLog.encoded(),
                        root.text(),
                        inSystemLog.encoded(),
                        eras.keys().stream().map(EraStore.SigningKey::vkey).toList()));
    }

    /** A log's own checkpoint at a size that the system log states: signed when it is asked for. */
    SignedNote signed(Root root) {
        var key = signing.current();
        return signing.sign(
                new Checkpoint(root.origin(), root.size(), root.root()).text(), key, key.number());
    }

    /**
     * That a log at one size begins with all it had at an earlier one.
     *
     * @param hashes the C2SP consistency proof; none where a size is 0 or both are the same
     */
    public record Consistency(
            String log, long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> hashes) {}

    /**
     * Proves one size of a log against an earlier one.
     *
     * @param from the earlier size; 1 when null
     * @param to the later size; the newest under a signature when null
     */
    public Consistency consistency(Which which, @Nullable Long from, @Nullable Long to) {
        Acting.require(AuditTrail.READ);
        var log = which == Which.SYSTEM ? Optional.of(logs.system()) : ownLog();
        var most = log.map(Log::stated).orElse(0L);
        var later = to == null ? most : to;
        var earlier = from == null ? Math.min(1, later) : from;
        if (earlier < 0 || earlier > later || later > most) {
            throw Problem.invalid(
                    "to", "Sizes go from 0 to %,d here, the earlier one first.".formatted(most));
        }
        if (log.isEmpty()) {
            var empty = CompactRange.startingAt(0).root();
            return new Consistency("", 0, empty, 0, empty, List.of());
        }
        var nodes = tiles.nodes(log.get());
        return new Consistency(
                log.get().origin(),
                earlier,
                CompactRange.of(0, earlier, nodes).root(),
                later,
                CompactRange.of(0, later, nodes).root(),
                earlier == 0 ? List.of() : Proofs.consistency(earlier, later, nodes));
    }

    /** The newest checkpoint of the system log; empty before the first. */
    public Optional<SignedCheckpoint> newest() {
        Acting.require(AuditTrail.READ);
        return checkpoints.newest();
    }

    /** Checkpoints of the system log, newest first. */
    public Slice<SignedCheckpoint> checkpoints(@Nullable String cursor, int limit) {
        Acting.require(AuditTrail.READ);
        var after = Cursor.parse(cursor, 1);
        var below = after == null ? Long.MAX_VALUE : size(after);
        return Slice.of(
                checkpoints.before(below, limit + 1),
                limit,
                checkpoint -> Cursor.at(checkpoint.size()));
    }

    private static long size(Cursor cursor) {
        try {
            return Long.parseLong(cursor.text(0));
        } catch (NumberFormatException tampered) {
            throw Problem.invalid(
                    "cursor", "This cursor is not one of ours. Start again without it.");
        }
    }

    /**
     * A key that signs checkpoints.
     *
     * @param vkey C2SP, {@code name+id+base64}
     * @param statement the signed note by which the key before names this one; null for the first
     */
    public record PublicKey(int number, String vkey, Instant since, @Nullable String statement) {}

    /** All keys, in order of use. */
    public List<PublicKey> keys() {
        Acting.require(AuditTrail.READ);
        return eras.keys().stream()
                .map(key -> new PublicKey(key.number(), key.vkey(), key.since(), key.statement()))
                .toList();
    }

    /** An entry in the order of the log, which is that of sealing. */
    public record Entry(long index, UUID event, Instant at, Instant sequenced) {}

    /**
     * What the actor's log has from an index on. Whoever goes on from the last index seen misses
     * nothing, however late it was committed.
     */
    public List<Entry> tail(long from, int most) {
        Acting.require(AuditTrail.READ);
        return ownLog().map(log -> logs.leaves(log.id(), from, most)).orElse(List.of()).stream()
                .map(leaf -> new Entry(leaf.index(), leaf.event(), leaf.at(), leaf.sequenced()))
                .toList();
    }

    /** How many entries the actor's log has. */
    public long size() {
        Acting.require(AuditTrail.READ);
        return ownLog().map(Log::size).orElse(0L);
    }

    /**
     * How far the actor's log is sealed.
     *
     * @param entries how many entries are under a signature
     * @param at when the newest checkpoint was signed
     */
    public record Standing(long entries, Instant at) {}

    /** Empty before the first checkpoint. */
    public Optional<Standing> standing() {
        Acting.require(AuditTrail.READ);
        var entries = ownLog().map(Log::stated).orElse(0L);
        return checkpoints.newest().map(newest -> new Standing(entries, newest.at()));
    }

    private Optional<Log> ownLog() {
        var firm = Acting.actor().firm();
        return firm == null
                ? logs.only(Log.Kind.INSTALLATION)
                : Optional.ofNullable(logs.ofFirms(List.of(firm)).get(firm));
    }

    private Optional<LogStore.Place> placeOf(UUID event) {
        var place = logs.placeOf(event);
        if (place.isPresent() && !isOwn(place.get().log().firm())) {
            throw Problem.notFound("audit entry");
        }
        return place;
    }

    /** When an event that is not yet sealed was recorded. */
    private Instant waiting(UUID id) {
        return events.find(id)
                .filter(event -> isOwn(event.firm()))
                .orElseThrow(() -> Problem.notFound("audit entry"))
                .at();
    }

    /** PracticeOps itself, working for no firm, may see all. */
    private static boolean isOwn(@Nullable UUID firm) {
        var actor = Acting.actor();
        return Objects.equals(firm, actor.firm())
                || (actor.firm() == null && actor.kind() == Actor.Kind.SYSTEM);
    }

    private Seal seal(LogStore.Place place) {
        var log = place.log();
        var under =
                checkpoints
                        .firstCovering(log.id(), place.index())
                        .flatMap(root -> checkpoints.firstHolding(root.index()));
        return new Seal(
                place.event(),
                place.at(),
                place.sequenced(),
                under.map(SignedCheckpoint::at).orElse(null),
                under.flatMap(checkpoint -> anchored(checkpoint.size())).orElse(null),
                log.origin(),
                place.index());
    }

    /** When the last place outside had a checkpoint of at least this size. */
    private Optional<Instant> anchored(long size) {
        var there = checkpoints.anchors(anchoring.sinks(), size);
        return there.keySet().containsAll(anchoring.sinks())
                ? anchoring.sinks().stream()
                        .map(sink -> Objects.requireNonNull(there.get(sink)))
                        .max(Instant::compareTo)
                : Optional.empty();
    }
}
