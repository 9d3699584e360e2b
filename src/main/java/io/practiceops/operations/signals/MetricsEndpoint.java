package io.practiceops.operations.signals;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.practiceops.foundation.database.SlowStatements;
import io.practiceops.foundation.kernel.Acting;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** All meters, in the text Prometheus reads. */
@Controller
class MetricsEndpoint {

    private static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS =
            "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final PrometheusMeterRegistry registry;

    MetricsEndpoint(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    @GetMapping("/metrics")
    void scrape(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Acting.require(SlowStatements.READ);
        var accept = request.getHeader("Accept");
        var type =
                accept != null && accept.contains("application/openmetrics-text")
                        ? OPEN_METRICS
                        : PLAIN;
        var text = new ByteArrayOutputStream(64 * 1024);
        registry.scrape(text, type);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(text.size());
        text.writeTo(response.getOutputStream());
    }
}
