package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ExportApi {

    private final Exports exports;

    ExportApi(Exports exports) {
        this.exports = exports;
    }

    /** Days are those of the firm's zone; the second is included. */
    @GetMapping("/api/v1/audit/export")
    ResponseEntity<Resource> export(
            @RequestParam String from,
            @RequestParam String until,
            @RequestParam(defaultValue = "bundle") String format,
            HttpServletRequest request)
            throws IOException {
        var wanted = format(format);
        var zone = Visitor.of(request).zone();
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

    private static ExportFormat format(String format) {
        try {
            return ExportFormat.valueOf(format.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Problem.invalid("format", "The formats are bundle, csv, cef and ocsf.");
        }
    }

    private static String day(String words) {
        return words.substring(0, Math.min(10, words.length()));
    }
}
