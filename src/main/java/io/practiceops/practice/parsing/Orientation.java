package io.practiceops.practice.parsing;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a camera was held, which it writes beside the picture instead of turning it: tag 274 of Exif
 * 2.3, values 1 to 8 in the order of these constants.
 */
enum Orientation {
    UPRIGHT(1, 0, 0, 1),
    MIRRORED(-1, 0, 0, 1),
    UPSIDE_DOWN(-1, 0, 0, -1),
    FLIPPED(1, 0, 0, -1),
    TRANSPOSED(0, 1, 1, 0),
    TURNED_LEFT(0, 1, -1, 0),
    TRANSVERSED(0, -1, -1, 0),
    TURNED_RIGHT(0, -1, 1, 0);

    private static final int BEGINNING = 128 * 1024;
    private static final int START_OF_IMAGE = 0xffd8;
    private static final int APP1 = 0xffe1;
    private static final int START_OF_SCAN = 0xffda;
    private static final long EXIF = 0x457869660000L;
    private static final int TAG = 274;

    private final int xToX;
    private final int xToY;
    private final int yToX;
    private final int yToY;

    Orientation(int xToX, int xToY, int yToX, int yToY) {
        this.xToX = xToX;
        this.xToY = xToY;
        this.yToX = yToX;
        this.yToY = yToY;
    }

    boolean isSideways() {
        return xToX == 0;
    }

    /** What turns a picture of that size upright, with its corner at the origin. */
    AffineTransform upright(int width, int height) {
        return new AffineTransform(
                xToX,
                xToY,
                yToX,
                yToY,
                xToX + yToX < 0 ? (isSideways() ? height : width) : 0,
                xToY + yToY < 0 ? (isSideways() ? width : height) : 0);
    }

    /** Of a JPEG file; upright where it does not say. */
    static Orientation of(Path jpeg) throws IOException {
        try (var in = Files.newInputStream(jpeg)) {
            return of(ByteBuffer.wrap(in.readNBytes(BEGINNING)));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return UPRIGHT;
        }
    }

    private static Orientation of(ByteBuffer file) {
        if ((file.getShort() & 0xffff) != START_OF_IMAGE) {
            return UPRIGHT;
        }
        while (true) {
            var marker = file.getShort() & 0xffff;
            var end = file.position() + (file.getShort(file.position()) & 0xffff);
            if (marker == APP1 && file.getLong(file.position() + 2) >>> 16 == EXIF) {
                return exif(file.slice(file.position() + 8, end - file.position() - 8));
            }
            if (marker < 0xff00 || marker == START_OF_SCAN) {
                return UPRIGHT;
            }
            file.position(end);
        }
    }

    private static Orientation exif(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var directory = tiff.getInt(4);
        var entries = tiff.getShort(directory) & 0xffff;
        for (var i = 0; i < entries; i++) {
            var entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xffff) == TAG) {
                var value = tiff.getShort(entry + 8);
                return value < 1 || value > 8 ? UPRIGHT : values()[value - 1];
            }
        }
        return UPRIGHT;
    }
}
