package io.practiceops.practice.vault;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decrypts an object while it is read; no byte is handed out before its chunk is verified. */
final class OpeningStream extends InputStream {

    private final ObjectStore store;
    private final Place place;
    private final ChunkCipher cipher;
    private final long size;
    private final byte[] sealed = new byte[ChunkCipher.SEALED];
    private final byte[] plain = new byte[ChunkCipher.PLAIN];

    private @Nullable InputStream source;
    private long position;
    private long chunk = -1;
    private int filled;

    /**
     * Opens and verifies the first chunk asked for, so that trouble shows before an answer begins.
     */
    OpeningStream(ObjectStore store, Place place, byte[] dataKey, long size, long from)
            throws IOException {
        this.store = store;
        this.place = place;
        this.size = size;
        this.position = Math.min(from, size);
        try {
            var begins = store.open(place.key(), 0);
            this.source = begins;
            this.cipher = ChunkCipher.of(begins.readNBytes(ChunkCipher.HEAD), dataKey, place);
            if (position >= ChunkCipher.PLAIN) {
                seek();
            } else {
                load(0);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** To the chunk of the position; the last one holds the end too. */
    private void seek() throws IOException {
        var wanted = Math.min(position / ChunkCipher.PLAIN, ChunkCipher.chunks(size) - 1);
        if (wanted != chunk + 1) {
            close();
            source = reopened(wanted);
        }
        load(wanted);
    }

    private InputStream reopened(long wanted) throws IOException {
        try {
            return store.open(place.key(), ChunkCipher.offset(wanted));
        } catch (Problem gone) {
            throw new IOException(gone.detail(), gone);
        }
    }

    private void load(long wanted) throws IOException {
        var in = source;
        if (in == null) {
            throw new IOException("This stream is closed");
        }
        var last = wanted == ChunkCipher.chunks(size) - 1;
        var length = last ? (int) (size - wanted * ChunkCipher.PLAIN) : ChunkCipher.PLAIN;
        var read = in.readNBytes(sealed, 0, length + Aes.TAG);
        if (read < length + Aes.TAG) {
            throw new DamagedObject(place, "it ends too early");
        }
        filled = cipher.open(wanted, last, sealed, read, plain, place);
        chunk = wanted;
        if (last && in.read() >= 0) {
            throw new DamagedObject(place, "it goes on behind its end");
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (position >= size) {
            return -1;
        }
        if (position / ChunkCipher.PLAIN != chunk) {
            seek();
        }
        var within = (int) (position % ChunkCipher.PLAIN);
        var taken = Math.min(length, filled - within);
        System.arraycopy(plain, within, target, offset, taken);
        position += taken;
        return taken;
    }

    /** Chunks in between are not read. */
    @Override
    public long skip(long bytes) {
        var skipped = Math.clamp(bytes, 0, size - position);
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return chunk < 0 || position / ChunkCipher.PLAIN != chunk
                ? 0
                : filled - (int) (position % ChunkCipher.PLAIN);
    }

    @Override
    public void close() throws IOException {
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
