package io.practiceops.practice.parsing;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** An Outlook mail as [MS-OXMSG] describes it, which POI reads but does not write. */
final class TestMail {

    private static final int TEXT = 0x1f;
    private static final int BYTES = 0x102;
    private static final int NUMBER = 3;
    private static final int TIME = 0x40;

    private TestMail() {}

    static byte[] outlook(Instant sent) throws IOException {
        try (var file = new POIFSFileSystem();
                var out = new ByteArrayOutputStream()) {
            var root = file.getRoot();
            text(root, 0x37, "Closing €5");
            text(root, 0x1000, "The closing is on Monday.");
            text(root, 0xc1a, "Ana Ortiz");
            text(root, 0xc1f, "ana@example.com");
            properties(root, 32, number(TIME, 0x39, fileTime(sent)));
            recipient(root, 0, 1, "Daniel Webb", "dan@example.org");
            recipient(root, 1, 2, "cc@example.org", "cc@example.org");
            var lease = root.createDirectory("__attach_version1.0_#00000000");
            text(lease, 0x3707, "Lease.pdf");
            text(lease, 0x370e, "application/pdf");
            stream(lease, 0x3701, BYTES, "%PDF-1.7".getBytes(UTF_8));
            properties(lease, 8, number(NUMBER, 0x3705, 1));
            var earlier = root.createDirectory("__attach_version1.0_#00000001");
            text(earlier, 0x3001, "Earlier");
            properties(earlier, 8, number(NUMBER, 0x3705, 5));
            var inside = earlier.createDirectory("__substg1.0_3701000D");
            text(inside, 0x37, "Earlier");
            text(inside, 0x1000, "Inside.");
            properties(inside, 24, number(TIME, 0x39, fileTime(sent)));
            file.writeFilesystem(out);
            return out.toByteArray();
        }
    }

    private static void recipient(
            DirectoryEntry root, int number, int kind, String name, String address)
            throws IOException {
        var recipient = root.createDirectory("__recip_version1.0_#%08X".formatted(number));
        text(recipient, 0x3001, name);
        text(recipient, 0x39fe, address);
        properties(recipient, 8, number(NUMBER, 0xc15, kind));
    }

    private static void text(DirectoryEntry in, int property, String text) throws IOException {
        stream(in, property, TEXT, text.getBytes(UTF_16LE));
    }

    private static void stream(DirectoryEntry in, int property, int type, byte[] bytes)
            throws IOException {
        var name = "__substg1.0_%04X%04X".formatted(property, type);
        in.createDocument(name, new ByteArrayInputStream(bytes));
    }

    private static void properties(DirectoryEntry in, int header, byte[] properties)
            throws IOException {
        var bytes = ByteBuffer.allocate(header + properties.length);
        bytes.position(header);
        bytes.put(properties);
        in.createDocument("__properties_version1.0", new ByteArrayInputStream(bytes.array()));
    }

    private static byte[] number(int type, int property, long value) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) type)
                .putShort((short) property)
                .putInt(6)
                .putLong(value)
                .array();
    }

    /** 100 ns since 1601. */
    private static long fileTime(Instant at) {
        return (at.getEpochSecond() + 11_644_473_600L) * 10_000_000;
    }
}
