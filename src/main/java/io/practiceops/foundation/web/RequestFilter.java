package io.practiceops.foundation.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The outermost filter: gives the request its id, which joins answer, log and audit trail, and
 * measures it by route template.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestFilter extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = RequestFilter.class.getName() + ".id";

    private record Route(String method, String template, int status) {}

    private final MeterRegistry meters;
    private final Map<Route, Timer> timers = new ConcurrentHashMap<>();
    private final long seed = new SecureRandom().nextLong();

    RequestFilter(MeterRegistry meters) {
        this.meters = meters;
    }

    static String idOf(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "none";
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var begun = System.nanoTime();
        var id = newId();
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        MDC.put("http.request.id", id);
        try {
            chain.doFilter(request, response);
        } finally {
            timer(request, response).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            MDC.remove("http.request.id");
        }
    }

    /** Never the caller's own id: a caller could make many requests look like one. */
    private String newId() {
        var random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong() ^ seed)
                + HexFormat.of().toHexDigits(random.nextInt());
    }

    private Timer timer(HttpServletRequest request, HttpServletResponse response) {
        var template = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        var route =
                new Route(
                        knownMethod(request.getMethod()),
                        template == null ? "none" : template.toString(),
                        response.getStatus());
        return timers.computeIfAbsent(route, this::register);
    }

    private Timer register(Route route) {
        return Timer.builder("http.server.requests")
                .description("Requests by route template")
                .tag("method", route.method())
                .tag("uri", route.template())
                .tag("status", Integer.toString(route.status()))
                .tag(
                        "outcome",
                        route.status() >= 500
                                ? "error"
                                : route.status() >= 400 ? "refused" : "success")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(meters);
    }

    /** A method is the caller's word; only known ones become a tag. */
    private static String knownMethod(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
            default -> "OTHER";
        };
    }
}
