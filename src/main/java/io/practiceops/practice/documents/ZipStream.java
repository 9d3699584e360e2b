package io.practiceops.practice.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Sends an archive while it is made: one file after the other from the store, none of them whole in
 * memory.
 */
@Component
class ZipStream {

    private final Arrivals arrivals;

    ZipStream(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    /**
     * A Problem before the first byte. What fails later goes out as it is, and the container breaks
     * the connection: what has left must not look whole.
     */
    void send(Zips.Zip zip, HttpServletResponse response) throws IOException {
        var entries = zip.entries();
        try (var first = arrivals.open(entries.getFirst().version()).getInputStream()) {
            response.setContentType("application/zip");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(zip.name(), UTF_8).build().toString());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
            response.flushBuffer();
            var out = new ZipOutputStream(response.getOutputStream(), UTF_8);
            out.setLevel(Deflater.BEST_SPEED);
            note(zip, out);
            put(entries.getFirst(), first, out);
            for (var entry : entries.subList(1, entries.size())) {
                try (var bytes = arrivals.open(entry.version()).getInputStream()) {
                    put(entry, bytes, out);
                }
            }
            // Not closed where a file fails: its end is what makes an archive look whole.
            out.finish();
            out.flush();
        }
    }

    private static void note(Zips.Zip zip, ZipOutputStream out) throws IOException {
        if (!zip.note().isEmpty()) {
            out.putNextEntry(new ZipEntry(Zips.NOTE));
            out.write(
                    ("These documents are not in this archive:\r\n\r\n" + zip.note())
                            .getBytes(UTF_8));
            out.closeEntry();
        }
    }

    private static void put(Zips.Entry file, InputStream bytes, ZipOutputStream out)
            throws IOException {
        var entry = new ZipEntry(file.path());
        entry.setTime(file.version().uploadedAt().toEpochMilli());
        out.putNextEntry(entry);
        bytes.transferTo(out);
        out.closeEntry();
    }
}
