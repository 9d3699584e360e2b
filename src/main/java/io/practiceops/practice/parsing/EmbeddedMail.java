package io.practiceops.practice.parsing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.EntryUtils;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * A mail inside an Outlook mail made a file of its own: [MS-OXMSG] 2.4 wants eight bytes more at
 * the head of its properties, and the names of properties, which only the outer mail has.
 */
final class EmbeddedMail {

    private static final String PROPERTIES = "__properties_version1.0";
    private static final String NAMES = "__nameid_version1.0";
    private static final int HEADER = 24;
    private static final int RESERVED = 8;

    private EmbeddedMail() {}

    static void write(DirectoryNode mail, POIFSFileSystem outer, OutputStream to)
            throws IOException {
        try (var file = new POIFSFileSystem()) {
            for (var entry : mail) {
                if (entry.getName().equals(PROPERTIES) && entry instanceof DocumentEntry document) {
                    file.createDocument(new ByteArrayInputStream(properties(document)), PROPERTIES);
                } else {
                    EntryUtils.copyNodeRecursively(entry, file.getRoot());
                }
            }
            if (outer.getRoot().hasEntryCaseInsensitive(NAMES)
                    && !file.getRoot().hasEntryCaseInsensitive(NAMES)
                    && outer.getRoot().getEntryCaseInsensitive(NAMES)
                            instanceof DirectoryEntry names) {
                EntryUtils.copyNodeRecursively(names, file.getRoot());
            }
            file.writeFilesystem(to);
        }
    }

    private static byte[] properties(DocumentEntry entry) throws IOException {
        try (var in = new DocumentInputStream(entry)) {
            var embedded = in.readAllBytes();
            var head = Math.min(HEADER, embedded.length);
            var bytes = new ByteArrayOutputStream();
            bytes.write(embedded, 0, head);
            bytes.write(new byte[RESERVED]);
            bytes.writeBytes(Arrays.copyOfRange(embedded, head, embedded.length));
            return bytes.toByteArray();
        }
    }
}
