package io.practiceops.trust.sealing;

import java.io.IOException;
import java.time.ZoneId;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** An export as the answer to a request, of the API or a page alike. */
@Component
class ExportAnswer {

    private final Exports exports;

    ExportAnswer(Exports exports) {
        this.exports = exports;
    }

    /** Days are those of the zone, both included. */
    ResponseEntity<Resource> of(String from, String until, String format, ZoneId zone)
            throws IOException {
        var wanted = ExportFormat.of(format);
        var in =
                exports.export(
                        ExportCommand.moment("from", from, 0, zone),
                        ExportCommand.moment("until", until, 1, zone),
                        wanted);
        var name = "audit-%s-%s.%s".formatted(day(from), day(until), wanted.extension());
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.parseMediaType(wanted.mediaType()))
                .body(new InputStreamResource(in));
    }

    private static String day(String words) {
        return words.substring(0, Math.min(10, words.length()));
    }
}
