package io.practiceops.trust.sealing;

import io.practiceops.trust.tlog.Malformed;
import io.practiceops.trust.tlog.SignedNote;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads the files of a bundle and compares each, in passing, with what the manifest says of it. */
final class BundleReader {

    private static final long ALLOWANCE = 1 << 20;

    private final Bundle bundle;
    private final BundleManifest manifest;
    private final Map<String, BundleManifest.File> seen = new HashMap<>();

    private BundleReader(Bundle bundle, BundleManifest manifest) {
        this.bundle = bundle;
        this.manifest = manifest;
    }

    static BundleReader of(Bundle bundle) throws IOException {
        if (!bundle.has(BundleFiles.MANIFEST)) {
            throw new Malformed("There is no manifest.json: it is not an audit export.");
        }
        try (var in = bundle.open(BundleFiles.MANIFEST)) {
            return new BundleReader(bundle, BundleManifest.parse(all(BundleFiles.MANIFEST, in)));
        }
    }

    BundleManifest manifest() {
        return manifest;
    }

    boolean has(String name) {
        return bundle.has(name);
    }

    /** A small file, whole. */
    byte[] document(String name) throws IOException {
        try (var in = stream(name)) {
            return all(name, in);
        }
    }

    private static byte[] all(String name, InputStream in) throws IOException {
        var bytes = in.readNBytes(BundleFiles.LARGEST_DOCUMENT + 1);
        if (bytes.length > BundleFiles.LARGEST_DOCUMENT) {
            throw new Malformed("%s is too large to be what it should.".formatted(name));
        }
        return bytes;
    }

    SignedNote note(String name) throws IOException {
        return SignedNote.parse(document(name));
    }

    ByteLines lines(String name) throws IOException {
        return new ByteLines(name, stream(name), BundleFiles.LONGEST_LINE);
    }

    InputStream stream(String name) throws IOException {
        if (!bundle.has(name)) {
            throw new Malformed("%s is missing.".formatted(name));
        }
        var in = bundle.open(name);
        return seen.containsKey(name) ? in : new Measured(name, in, stated(name));
    }

    private long stated(String name) {
        var file = manifest.files().get(name);
        return file == null ? 0 : Long.parseLong(file.bytes());
    }

    /** Files that are not as the manifest has them; reads those that nobody has read. */
    List<String> changed() throws IOException {
        var changed = new ArrayList<String>();
        for (var file : manifest.files().entrySet()) {
            if (!bundle.has(file.getKey()) || !isAsStated(file.getKey(), file.getValue())) {
                changed.add(file.getKey());
            }
        }
        return changed;
    }

    private boolean isAsStated(String name, BundleManifest.File stated) throws IOException {
        if (!seen.containsKey(name)) {
            try (var in = stream(name)) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (Malformed farTooLarge) {
                return false;
            }
        }
        return stated.equals(seen.get(name));
    }

    /** Hashes what is read, once a file, and gives up on one that is far larger than stated. */
    private final class Measured extends FilterInputStream {

        private final String name;
        private final long most;
        private final MessageDigest sha256 = Digests.sha256();
        private long bytes;

        Measured(String name, InputStream in, long stated) {
            super(in);
            this.name = name;
            this.most = 2 * stated + ALLOWANCE;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = in.read(buffer, offset, length);
            if (read > 0) {
                sha256.update(buffer, offset, read);
                bytes += read;
                if (bytes > most) {
                    throw new Malformed(
                            "%s is far larger than manifest.json says.".formatted(name));
                }
            } else if (read < 0) {
                seen.computeIfAbsent(
                        name,
                        _ ->
                                new BundleManifest.File(
                                        Long.toString(bytes),
                                        HexFormat.of().formatHex(sha256.digest())));
            }
            return read;
        }
    }
}
