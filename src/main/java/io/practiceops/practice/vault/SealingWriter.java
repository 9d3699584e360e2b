package io.practiceops.practice.vault;

import io.practiceops.foundation.storage.ObjectWriter;

/** Encrypts into an object while the bytes come. */
final class SealingWriter extends ObjectWriter {

    private final ChunkCipher cipher;
    private final ObjectWriter target;
    private final byte[] plain = new byte[ChunkCipher.PLAIN];
    private final byte[] sealed = new byte[ChunkCipher.SEALED];
    private int filled;
    private long chunk;

    SealingWriter(ChunkCipher cipher, ObjectWriter target) {
        this.cipher = cipher;
        this.target = target;
        target.write(cipher.head());
    }

    /** A full chunk waits until it is known not to be the last. */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        var from = offset;
        for (var left = length; left > 0; ) {
            if (filled == plain.length) {
                flush(false);
            }
            var taken = Math.min(left, plain.length - filled);
            System.arraycopy(bytes, from, plain, filled, taken);
            filled += taken;
            from += taken;
            left -= taken;
        }
    }

    private void flush(boolean last) {
        var length = cipher.seal(chunk++, last, plain, filled, sealed);
        target.write(sealed, 0, length);
        filled = 0;
    }

    @Override
    public void complete() {
        flush(true);
        target.complete();
    }

    @Override
    public void close() {
        target.close();
    }
}
