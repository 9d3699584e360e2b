package io.practiceops.trust.sealing;

import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ExportApi {

    private final ExportAnswer answers;

    ExportApi(ExportAnswer answers) {
        this.answers = answers;
    }

    @GetMapping("/api/v1/audit/export")
    ResponseEntity<Resource> export(
            @RequestParam String from,
            @RequestParam String until,
            @RequestParam(defaultValue = "bundle") String format,
            HttpServletRequest request)
            throws IOException {
        return answers.of(from, until, format, Visitor.of(request).zone());
    }
}
