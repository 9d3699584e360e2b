package io.practiceops.foundation.storage;

import java.io.OutputStream;

/**
 * An object being written. Its methods throw a Problem instead of an IOException, so that a failure
 * of the store is told from one of whoever sends the bytes.
 */
public abstract class ObjectWriter extends OutputStream {

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public abstract void write(byte[] bytes, int offset, int length);

    /** Makes the object appear; when this returns it survives a power cut. */
    public abstract void complete();

    /** Leaves nothing behind unless completed. */
    @Override
    public abstract void close();
}
