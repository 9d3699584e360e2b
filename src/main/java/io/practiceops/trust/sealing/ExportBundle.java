package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.trust.tlog.CompactRange;
import io.practiceops.trust.tlog.Proofs;
import io.practiceops.trust.tlog.TlogProof;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes a bundle that {@link Verifier} proves; memory does not grow with the entries. */
final class ExportBundle {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TELL_EVERY = 1 << 14;

    private final BundleSource source;
    private final BundleSource.Scope scope;
    private final ExportTarget target;
    private final LongConsumer progress;
    private final TreeMap<String, BundleManifest.File> files = new TreeMap<>();

    ExportBundle(BundleSource source, ExportTarget target, LongConsumer progress) {
        this.source = source;
        this.scope = source.scope();
        this.target = target;
        this.progress = progress;
    }

    /**
     * Writes all of it, the manifest last.
     *
     * @param by who asked for it, without a name
     * @return SHA-256 of the manifest in hexadecimal digits, which stands for every file
     */
    String write(Instant made, String by) throws IOException {
        document(BundleFiles.README, ExportReadme.of(scope));
        document(BundleFiles.KEYS, String.join("\n", source.vkeys()) + "\n");
        for (var statement : source.statements().entrySet()) {
            document(statement.getKey(), statement.getValue());
        }
        seals();
        file(BundleFiles.EVENTS, this::events);
        file(BundleFiles.LEAVES, this::leafHashes);
        file(BundleFiles.PERSONAL, this::personal);
        file(BundleFiles.LATER, this::later);
        file(BundleFiles.ROOTS, this::roots);
        file(BundleFiles.SYSTEM_LEAVES, this::systemLeaves);
        var manifest = manifest(made, by).encoded();
        file(BundleFiles.MANIFEST, out -> out.write(manifest));
        return HexFormat.of().formatHex(Digests.sha256().digest(manifest));
    }

    private void seals() throws IOException {
        document(BundleFiles.CHECKPOINT, source.checkpoint().encoded());
        document(BundleFiles.LOG_CHECKPOINT, source.logCheckpoint().encoded());
        var root = source.lastRoot();
        document(BundleFiles.LOG_ROOT, root.text());
        var system = io.practiceops.trust.tlog.Checkpoint.parse(source.checkpoint().text());
        var proof = Proofs.inclusion(root.index(), system.size(), source.systemNodes());
        document(
                BundleFiles.LOG_PROOF,
                new TlogProof(root.index(), proof, source.checkpoint()).encoded());
        var range =
                BundleRange.of(
                        CompactRange.of(0, scope.first(), source.nodes()),
                        CompactRange.of(scope.end(), scope.size(), source.nodes()));
        file(BundleFiles.RANGE, out -> out.write(range.encoded()));
        var before = CompactRange.of(0, scope.systemBegin(), source.systemNodes());
        file(
                BundleFiles.SYSTEM,
                out ->
                        JSON.writeValue(
                                out,
                                new VerifySystem.Span(
                                        Long.toString(scope.systemBegin()),
                                        before.hashes().stream()
                                                .map(Base64.getEncoder()::encodeToString)
                                                .toList())));
    }

    private void events(OutputStream out) throws IOException {
        try (var hashes = source.leafHashes();
                var texts = source.texts()) {
            var text = texts.iterator();
            var next = next(text);
            var index = scope.first();
            for (var hash = hashes.iterator(); hash.hasNext(); index++) {
                var leaf = hash.next();
                if (next != null && next.index() == index) {
                    out.write(next.text().getBytes(UTF_8));
                    next = next(text);
                } else {
                    out.write(("#" + Base64.getEncoder().encodeToString(leaf)).getBytes(UTF_8));
                }
                out.write('\n');
                if (index % TELL_EVERY == TELL_EVERY - 1) {
                    progress.accept(index + 1 - scope.first());
                }
            }
        }
        progress.accept(scope.entries());
    }

    private static BundleSource.@Nullable Text next(Iterator<BundleSource.Text> texts) {
        return texts.hasNext() ? texts.next() : null;
    }

    private void leafHashes(OutputStream out) throws IOException {
        try (var hashes = source.leafHashes()) {
            for (var hash = hashes.iterator(); hash.hasNext(); ) {
                out.write(hash.next());
            }
        }
    }

    private void personal(OutputStream out) throws IOException {
        try (var personal = source.personal()) {
            for (var each = personal.iterator(); each.hasNext(); ) {
                var one = each.next();
                out.write(one.opening().line(one.index()));
                out.write('\n');
            }
        }
    }

    private void later(OutputStream out) throws IOException {
        for (var one : source.later()) {
            var proof = Proofs.inclusion(one.index(), scope.size(), source.nodes());
            out.write(BundleLater.of(one.index(), one.text(), proof).line());
            out.write('\n');
        }
    }

    private void roots(OutputStream out) throws IOException {
        try (var roots = source.roots()) {
            for (var each = roots.iterator(); each.hasNext(); ) {
                out.write(each.next().line());
                out.write('\n');
            }
        }
    }

    private void systemLeaves(OutputStream out) throws IOException {
        try (var hashes = source.systemLeaves()) {
            for (var hash = hashes.iterator(); hash.hasNext(); ) {
                out.write(hash.next());
            }
        }
    }

    private BundleManifest manifest(Instant made, String by) {
        return new BundleManifest(
                BundleManifest.FORMAT,
                1,
                scope.origin(),
                scope.log(),
                scope.firm() == null ? null : scope.firm().toString(),
                BundleRoot.micros(scope.from()),
                BundleRoot.micros(scope.until()),
                Long.toString(scope.first()),
                Long.toString(scope.end()),
                Long.toString(scope.size()),
                BundleRoot.micros(made),
                by,
                files);
    }

    private void document(String name, String text) throws IOException {
        file(name, out -> out.write(text.getBytes(UTF_8)));
    }

    private void file(String name, Content content) throws IOException {
        try (var out = target.open(name)) {
            var measured = new Measured(out);
            content.write(measured);
            measured.flush();
            files.put(name, measured.file());
        }
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Hashes and counts what goes through. */
    private static final class Measured extends FilterOutputStream {

        private final MessageDigest sha256 = Digests.sha256();
        private long bytes;

        Measured(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            sha256.update((byte) b);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            sha256.update(buffer, offset, length);
            bytes += length;
        }

        @Override
        public void close() {
            // the file is closed by who opened it
        }

        BundleManifest.File file() {
            return new BundleManifest.File(
                    Long.toString(bytes), HexFormat.of().formatHex(sha256.digest()));
        }
    }
}
