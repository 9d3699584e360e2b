package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.trust.audit.Commitment;
import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.CompactRange;
import io.practiceops.trust.tlog.Nodes;
import io.practiceops.trust.tlog.NoteSigner;
import io.practiceops.trust.tlog.SignedNote;
import io.practiceops.trust.tlog.TreeHash;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A log of a million entries as one that has lived for years would be: its oldest entries
 * truncated, some people erased, its key rotated. Entries are computed, not kept.
 */
final class SyntheticLog implements BundleSource {

    private static final String ORIGIN = "example.com/synthetic";
    private static final UUID FIRM = new UUID(5, 5);
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final int PEOPLE = 500;
    private static final int SEALED_AT_ONCE = 1_000;

    private final int entries;
    private final int truncated;
    private final MessageDigest sha256 = Digests.sha256();
    private final TreeHash hasher = new TreeHash();
    private final List<List<byte[]>> levels = new ArrayList<>(List.of(new ArrayList<>()));
    private final List<BundleRoot> roots = new ArrayList<>();
    private final CompactRange system = CompactRange.startingAt(0);
    private final List<byte[]> systemLeaves = new ArrayList<>();
    private final NoteSigner old = signer();
    private final NoteSigner current = signer();
    private final List<SignedNote> checkpoints = new ArrayList<>();

    SyntheticLog(int entries, int truncated) {
        this.entries = entries;
        this.truncated = truncated;
        var tree = CompactRange.startingAt(0);
        for (var i = 0; i < entries; i++) {
            var leaf = hasher.leaf(text(i).getBytes(UTF_8));
            tree.append(leaf);
            add(leaf);
            if ((i + 1) % SEALED_AT_ONCE == 0 || i + 1 == entries) {
                state(tree, i);
            }
        }
    }

    private void add(byte[] leaf) {
        var hash = leaf;
        for (var level = 0; ; level++) {
            if (level == levels.size()) {
                levels.add(new ArrayList<>());
            }
            var row = levels.get(level);
            row.add(hash);
            if (row.size() % 2 == 1) {
                return;
            }
            hash = hasher.node(row.get(row.size() - 2), row.getLast());
        }
    }

    private void state(CompactRange tree, int last) {
        var text =
                "{\"at\":\"%s\",\"log\":\"%s/firm/%s\",\"root\":\"%s\",\"size\":\"%d\",\"v\":1}"
                        .formatted(
                                BundleRoot.micros(at(last).plusMillis(500)),
                                ORIGIN,
                                FIRM,
                                java.util.Base64.getEncoder().encodeToString(tree.root()),
                                tree.end());
        roots.add(BundleRoot.of(system.end(), text));
        var leaf = hasher.leaf(text.getBytes(UTF_8));
        systemLeaves.add(leaf);
        system.append(leaf);
        var signer = last < entries / 2 ? old : current;
        checkpoints.add(
                SignedNote.sign(
                        new Checkpoint(ORIGIN, system.end(), system.root()).text(), signer));
    }

    private static NoteSigner signer() {
        try {
            return NoteSigner.of(ORIGIN, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What somebody kept when so many batches were sealed. */
    SignedNote kept(int batches) {
        return checkpoints.get(batches - 1);
    }

    private static Instant at(long index) {
        return BEGIN.plus(Duration.ofMillis(100 * index));
    }

    private static UUID actor(long index) {
        return new UUID(1, index % PEOPLE);
    }

    /** Every hundredth of the people is erased when three quarters of the entries are there. */
    private long erasedAt(long index) {
        return index % PEOPLE % 100 == 7 ? entries * 3L / 4 + index % PEOPLE / 100 : Long.MAX_VALUE;
    }

    private boolean isErasure(long index) {
        var number = index - entries * 3L / 4;
        return number >= 0 && number < PEOPLE / 100;
    }

    private String text(long index) {
        var micros = BundleRoot.micros(at(index));
        if (index == entries - 2L && truncated > 0) {
            return about(
                    index,
                    "audit.truncated",
                    "\"events\":\"%d\",\"first-index\":\"0\",\"last-index\":\"%d\",\"month\":\"2020-01\""
                            .formatted(truncated, truncated - 1),
                    "audit-log",
                    ORIGIN);
        }
        if (isErasure(index)) {
            var person = new UUID(1, 100 * (index - entries * 3L / 4) + 7);
            return about(
                    index,
                    "audit.personal-erased",
                    "\"fields\":\"9\",\"subject-id\":\"%s\",\"subject-type\":\"user\",\"until\":\"%s\""
                            .formatted(person, micros),
                    "user",
                    person.toString());
        }
        return """
        {"action":"document.downloaded","actor":{"id":"%s","kind":"USER","via":"%s"},"at":"%s","details":\
        {"client":"%s","size":"%d"},"firm":"%s","id":"%s","object":{"id":"%s","type":"document"},"outcome":\
        "DONE","personal":{"actor.name":"%s","object.name":"%s"},"request":"%s","v":1}\
        """
                .formatted(
                        actor(index),
                        new UUID(2, index),
                        micros,
                        new UUID(3, index % 97),
                        index * 31,
                        FIRM,
                        id(index),
                        new UUID(4, index),
                        commitment(index, "actor.name", "Person " + index % PEOPLE),
                        commitment(index, "object.name", "Deed no. " + index),
                        new UUID(6, index));
    }

    private static String about(
            long index, String action, String details, String type, String object) {
        return """
        {"action":"%s","actor":{"kind":"SYSTEM","name":"retention"},"at":"%s","details":{%s},"firm":"%s",\
        "id":"%s","object":{"id":"%s","type":"%s"},"outcome":"DONE","personal":{},"request":"r","v":1}\
        """
                .formatted(
                        action,
                        BundleRoot.micros(at(index)),
                        details,
                        FIRM,
                        id(index),
                        object,
                        type);
    }

    private static UUID id(long index) {
        return new UUID(9, index);
    }

    private byte[] salt(long index, String field) {
        sha256.update(field.getBytes(UTF_8));
        return sha256.digest(ByteBuffer.allocate(8).putLong(index).array());
    }

    private String commitment(long index, String field, String value) {
        return HexFormat.of()
                .formatHex(Commitment.digest(sha256, salt(index, field), field, value));
    }

    @Override
    public Scope scope() {
        return new Scope(
                ORIGIN, ORIGIN + "/firm/" + FIRM, FIRM, BEGIN, at(entries), 0, entries, entries, 0);
    }

    @Override
    public List<String> vkeys() {
        return List.of(old.verifier().vkey(), current.verifier().vkey());
    }

    @Override
    public Map<String, String> statements() {
        var text =
                "practiceops.audit/key-rotation\n1\n%s\n%s\n%s\n"
                        .formatted(
                                old.verifier().vkey(),
                                current.verifier().vkey(),
                                BundleRoot.micros(at(entries / 2)));
        return Map.of(BundleFiles.keyStatement(2), SignedNote.sign(text, old).encoded());
    }

    @Override
    public SignedNote checkpoint() {
        return checkpoints.getLast();
    }

    @Override
    public SignedNote logCheckpoint() {
        var root = roots.getLast();
        return SignedNote.sign(
                new Checkpoint(root.log(), root.size(), root.root()).text(), current);
    }

    @Override
    public BundleRoot lastRoot() {
        return roots.getLast();
    }

    @Override
    public Nodes nodes() {
        return (level, index) -> levels.get(level).get((int) index);
    }

    @Override
    public Nodes systemNodes() {
        return (level, index) ->
                level == 0
                        ? systemLeaves.get((int) index)
                        : hasher.node(
                                systemNodes().hash(level - 1, 2 * index),
                                systemNodes().hash(level - 1, 2 * index + 1));
    }

    @Override
    public Stream<byte[]> leafHashes() {
        return levels.getFirst().stream();
    }

    @Override
    public Stream<Text> texts() {
        return LongStream.range(truncated, entries).mapToObj(i -> new Text(i, text(i)));
    }

    @Override
    public Stream<Personal> personal() {
        return LongStream.range(truncated, entries)
                .filter(i -> !isErasure(i) && !(i == entries - 2L && truncated > 0))
                .boxed()
                .flatMap(this::openings);
    }

    private Stream<Personal> openings(long index) {
        var name = opening(index, "actor.name", "Person " + index % PEOPLE);
        var object = opening(index, "object.name", "Deed no. " + index);
        return index < erasedAt(index) && erasedAt(index) != Long.MAX_VALUE
                ? Stream.of(object)
                : Stream.of(name, object);
    }

    private Personal opening(long index, String field, String value) {
        return new Personal(
                index,
                new BundleOpenings.Opening(id(index).toString(), field, salt(index, field), value));
    }

    @Override
    public Stream<BundleRoot> roots() {
        return roots.stream();
    }

    @Override
    public Stream<byte[]> systemLeaves() {
        return systemLeaves.stream();
    }

    @Override
    public List<Text> later() {
        return List.of();
    }
}
