import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.trust.sealing.VerifyCommand;
import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.CompactRange;
import io.practiceops.trust.tlog.NoteSigner;
import io.practiceops.trust.tlog.SignedNote;
import io.practiceops.trust.tlog.TlogProof;
import io.practiceops.trust.tlog.TreeHash;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How many entries a second one core verifies offline. Writes bundles by the specification in
 * docs/audit-trail.md, with nothing of the exporter: one whose entries have no personal data (the
 * hashing path), one with two values each. Then verifies each in this process, several times.
 * Counts the processor time of the one thread that verifies, so that a busy machine does not blur
 * it.
 */
public final class Verify {

    private static final String USAGE =
            """
            Usage: bench/run verify [OPTIONS]

            Writes exports of the trail and verifies them, as ./practiceops audit verify does.

              --entries N       in each (1000000)
              --rounds N        (5)
              --dry             do not write docs/figures.md
              --help            this text

            Exits with 1 when the goal was missed.
            """;

    private static final double GOAL = 1e6;
    private static final String ORIGIN = "bench.example/audit";
    private static final String LOG = ORIGIN + "/firm/" + new UUID(1, 1);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int SEALED_AT_ONCE = 1_000;
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final int entries;
    private final boolean personal;
    private final Path folder;
    private final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    private final TreeHash hasher = new TreeHash();
    private final TreeMap<String, String> files = new TreeMap<>();

    private Verify(int entries, boolean personal, Path folder) throws Exception {
        this.entries = entries;
        this.personal = personal;
        this.folder = Files.createDirectories(folder);
    }

    static void main(String[] arguments) throws Exception {
        Program.run(USAGE, arguments, Verify::run);
    }

    private static int run(Program program) throws Exception {
        program.refuseWords();
        var entries = program.whole("--entries", 1_000_000);
        var rounds = program.whole("--rounds", 5);
        var figures = new Figures("Verification", "bench/run verify", "");
        var home = Files.createTempDirectory("bench-verify-");
        try {
            new Verify(entries, false, home.resolve("plain")).write();
            var hashing = measure(home.resolve("plain"), entries, rounds);
            figures.figure(
                    "entries without personal data, per second of one core",
                    hashing.text(0),
                    "≥ 1000000",
                    hashing.median() >= GOAL);
            new Verify(entries, true, home.resolve("personal")).write();
            figures.figure(
                    "entries with two personal values each, per second of one core",
                    measure(home.resolve("personal"), entries, rounds).text(0));
        } finally {
            try (var files = Files.walk(home)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        figures.seen(
                "%,d entries in a bundle, verified %d times in one process; processor time of the thread that verifies."
                        .formatted(entries, rounds));
        return figures.publish(program);
    }

    private static Spread measure(Path bundle, int entries, int rounds) {
        var perSecond = new ArrayList<Double>();
        for (var round = 0; round < rounds; round++) {
            var shown = System.out;
            System.setOut(new PrintStream(new ByteArrayOutputStream(), false, UTF_8));
            var begun = THREADS.getCurrentThreadCpuTime();
            var words = new picocli.CommandLine(new VerifyCommand()).parseArgs(bundle.toString());
            var code = ((VerifyCommand) words.commandSpec().userObject()).run(null);
            var seconds = (THREADS.getCurrentThreadCpuTime() - begun) / 1e9;
            System.setOut(shown);
            if (code != 0) {
                throw new IllegalStateException("not proven: exit code " + code);
            }
            perSecond.add(entries / seconds);
        }
        return Spread.of(perSecond.stream().mapToDouble(d -> d));
    }

    private void write() throws Exception {
        var signer =
                NoteSigner.of(ORIGIN, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        var tree = CompactRange.startingAt(0);
        var system = CompactRange.startingAt(0);
        var roots = new ArrayList<String>();
        var last = "";
        try (var events = out("events.jsonl");
                var leaves = out("leaves.hashes");
                var openings = out("personal.jsonl");
                var stated = out("roots.jsonl");
                var systemLeaves = out("system.hashes")) {
            for (var i = 0; i < entries; i++) {
                var text = text(i, openings).getBytes(UTF_8);
                events.write(text);
                events.write('\n');
                var leaf = hasher.leaf(text);
                leaves.write(leaf);
                tree.append(leaf);
                if ((i + 1) % SEALED_AT_ONCE == 0 || i + 1 == entries) {
                    last = root(tree, at(i));
                    var line =
                            "{\"index\":\"%d\",\"text\":\"%s\"}\n"
                                    .formatted(roots.size(), last.replace("\"", "\\\""));
                    stated.write(line.getBytes(UTF_8));
                    roots.add(last);
                    var rootLeaf = hasher.leaf(last.getBytes(UTF_8));
                    systemLeaves.write(rootLeaf);
                    system.append(rootLeaf);
                }
            }
        }
        seals(signer, tree, system, last, roots);
    }

    private void seals(
            NoteSigner signer,
            CompactRange tree,
            CompactRange system,
            String last,
            List<String> roots)
            throws Exception {
        var checkpoint =
                SignedNote.sign(new Checkpoint(ORIGIN, system.end(), system.root()).text(), signer);
        small("checkpoint", checkpoint.encoded());
        small(
                "log.checkpoint",
                SignedNote.sign(new Checkpoint(LOG, tree.end(), tree.root()).text(), signer)
                        .encoded());
        small("log.root.json", last);
        small("log.tlog-proof", proof(roots, checkpoint).encoded());
        small("keys.txt", signer.verifier().vkey() + "\n");
        small("README.txt", "A bundle of bench/Verify.java\n");
        small("range.json", "{\"before\":[],\"after\":[]}");
        small("system.json", "{\"begin\":\"0\",\"hashes\":[]}");
        small("later.jsonl", "");
        for (var name :
                List.of(
                        "events.jsonl",
                        "leaves.hashes",
                        "personal.jsonl",
                        "roots.jsonl",
                        "system.hashes")) {
            measure(name);
        }
        Files.writeString(
                folder.resolve("manifest.json"),
                """
                {"by":"bench","end":"%d","files":{%s},"first":"0","format":"practiceops-audit","from":"%s","log":"%s",\
                "made":"%s","origin":"%s","size":"%d","until":"%s","v":1}\
                """
                        .formatted(
                                entries,
                                String.join(",", files.values()),
                                MICROS.format(BEGIN),
                                LOG,
                                MICROS.format(at(entries)),
                                ORIGIN,
                                entries,
                                MICROS.format(at(entries))));
    }

    /** The last leaf's siblings are the system log's other subtrees, from right to left. */
    private TlogProof proof(List<String> roots, SignedNote checkpoint) {
        var before = CompactRange.startingAt(0);
        for (var text : roots.subList(0, roots.size() - 1)) {
            before.append(hasher.leaf(text.getBytes(UTF_8)));
        }
        return new TlogProof(roots.size() - 1, before.hashes().reversed(), checkpoint);
    }

    private static Instant at(int index) {
        return BEGIN.plusMillis(10L * index);
    }

    private String root(CompactRange tree, Instant at) {
        return "{\"at\":\"%s\",\"log\":\"%s\",\"root\":\"%s\",\"size\":\"%d\",\"v\":1}"
                .formatted(
                        MICROS.format(at.plusMillis(500)),
                        LOG,
                        Base64.getEncoder().encodeToString(tree.root()),
                        tree.end());
    }

    private String text(int index, OutputStream openings) throws Exception {
        var commitments =
                personal
                        ? "\"actor.name\":\"%s\",\"object.name\":\"%s\""
                                .formatted(
                                        commit(index, "actor.name", "Maya Ortiz", openings),
                                        commit(index, "object.name", "Deed no. " + index, openings))
                        : "";
        return """
        {"action":"document.downloaded","actor":{"id":"%s","kind":"USER","via":"%s"},"at":"%s","details":\
        {"size":"%d"},"firm":"%s","id":"%s","object":{"id":"%s","type":"document"},"outcome":"DONE",\
        "personal":{%s},"request":"bbe07d4ae4b87fd16bea49d9","v":1}\
        """
                .formatted(
                        new UUID(2, index % 50),
                        new UUID(3, index % 50),
                        MICROS.format(at(index)),
                        31 * index,
                        new UUID(1, 1),
                        new UUID(4, index),
                        new UUID(5, index),
                        commitments);
    }

    private String commit(int index, String field, String value, OutputStream openings)
            throws Exception {
        sha256.update(field.getBytes(UTF_8));
        var salt = sha256.digest(Integer.toString(index).getBytes(UTF_8));
        openings.write(
                "{\"event\":\"%s\",\"field\":\"%s\",\"index\":\"%d\",\"salt\":\"%s\",\"value\":\"%s\"}\n"
                        .formatted(
                                new UUID(4, index),
                                field,
                                index,
                                Base64.getEncoder().encodeToString(salt),
                                value)
                        .getBytes(UTF_8));
        sha256.update(salt);
        sha256.update(new byte[] {0, (byte) field.length()});
        sha256.update(field.getBytes(UTF_8));
        return HexFormat.of().formatHex(sha256.digest(value.getBytes(UTF_8)));
    }

    private OutputStream out(String name) throws Exception {
        return new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 16);
    }

    private void small(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
        measure(name);
    }

    private void measure(String name) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var in = Files.newInputStream(folder.resolve(name))) {
            var buffer = new byte[1 << 16];
            for (var read = in.read(buffer); read > 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        files.put(
                name,
                "\"%s\":{\"bytes\":\"%d\",\"sha256\":\"%s\"}"
                        .formatted(
                                name,
                                Files.size(folder.resolve(name)),
                                HexFormat.of().formatHex(digest.digest())));
    }
}
