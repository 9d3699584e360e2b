package io.practiceops.foundation.web;

import io.practiceops.foundation.kernel.ActDenied;
import io.practiceops.foundation.kernel.Closed;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a request with a problem: RFC 9457 for programs, a page with the same words for people.
 */
@Component
class ProblemAnswer {

    private static final Logger log = LoggerFactory.getLogger(ProblemAnswer.class);

    /** SQL states of a server that is gone, starting or stopping: classes 08, 57P and 53. */
    private static final List<String> GONE = List.of("08", "57P", "53");

    /** What the pool says, without an SQL state, of a connection it gave up during the request. */
    private static final String GIVEN_UP = "Connection is closed";

    /** SQL states of a NUL in a text, and of a time beyond the calendar. */
    private static final Set<String> NOT_KEPT = Set.of("22021", "22008");

    /** The body of RFC 9457; {@code mend}, {@code fields} and {@code requestId} are extensions. */
    record Body(
            String type,
            String title,
            int status,
            String detail,
            @Nullable String mend,
            String requestId,
            @Nullable List<Problem.Field> fields) {}

    private final JsonMapper json;
    private final Pages pages;

    ProblemAnswer(JsonMapper json, Pages pages) {
        this.json = json;
        this.pages = pages;
    }

    /**
     * What to tell of any failure. Only what we know is told; the rest is in the log under the id.
     */
    Problem problemOf(Throwable failure, HttpServletRequest request) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
            if ((cause instanceof SQLException sql && isGone(sql)) || isPoolTimeout(cause)) {
                log.error("The database does not answer: {}", String.valueOf(cause.getMessage()));
                return Problem.unavailable(
                        "The database does not answer at this moment. Nothing was changed.",
                        "Try again in a minute. Operators find the cause in the log.",
                        failure);
            }
            if (cause instanceof SQLException sql && isOfInput(sql)) {
                log.warn(
                        "{} {}: {}",
                        request.getMethod(),
                        route(request),
                        String.valueOf(sql.getMessage()));
                return new Problem(
                        ProblemType.MALFORMED_REQUEST,
                        "A NUL character, or a time beyond the calendar, is taken nowhere.",
                        "Remove it and send the rest.");
            }
        }
        log.error("Unexpected failure of {} {}", request.getMethod(), route(request), failure);
        return new Problem(
                ProblemType.INTERNAL,
                "An unexpected error. It is in the log with the id "
                        + RequestFilter.idOf(request)
                        + ".",
                "Try again. If it stays, tell an operator this id.");
    }

    void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        noteDenial(request, problem);
        if (response.isCommitted()) {
            log.warn("Too late to answer with {}: {}", problem.type(), problem.detail());
            return;
        }
        var first = isFragment(request) ? null : firstPage(request, problem);
        response.resetBuffer();
        response.setStatus(problem.type().status());
        response.setHeader("Cache-Control", "no-store");
        if (isForProgram(request)) {
            response.setContentType("application/problem+json");
            if (problem.type().status() == HttpServletResponse.SC_UNAUTHORIZED) {
                response.setHeader("WWW-Authenticate", "Bearer realm=\"PracticeOps\"");
            }
            response.getOutputStream().write(json.writeValueAsBytes(body(request, problem)));
        } else if (first != null) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", Links.first(first, request));
        } else {
            pages.render("web/problem.jte", model(request, problem), request, response);
        }
    }

    /** The page that has to be passed before the one asked for; null where none mends it. */
    private static @Nullable String firstPage(HttpServletRequest request, Problem problem) {
        var detour = Visitor.of(request).detour();
        return switch (problem.type()) {
            case NOT_SIGNED_IN -> "/sign-in";
            case SECOND_FACTOR_NEEDED -> detour == null ? "/sign-in" : detour.url();
            case FRESH_PROOF_NEEDED -> "/confirm";
            default -> null;
        };
    }

    static boolean isForProgram(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/api/")
                || path.equals("/health")
                || path.startsWith("/health/")
                || path.equals("/metrics")
                || path.endsWith(".json")
                || wantsJson(request);
    }

    /** A script of our pages says so; a browser that opens a page asks for HTML. */
    private static boolean wantsJson(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains("json") && !accept.contains("html");
    }

    private static boolean isFragment(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    private static Body body(HttpServletRequest request, Problem problem) {
        return new Body(
                problem.type().uri(),
                problem.type().title(),
                problem.type().status(),
                problem.detail(),
                problem.mend(),
                RequestFilter.idOf(request),
                problem.fields().isEmpty() ? null : problem.fields());
    }

    private static Map<String, Object> model(HttpServletRequest request, Problem problem) {
        var model = new HashMap<String, Object>();
        model.put("status", problem.type().status());
        model.put("title", problem.type().title());
        model.put("detail", problem.detail());
        model.put("mend", problem.mend());
        model.put("requestId", RequestFilter.idOf(request));
        return model;
    }

    private static void noteDenial(HttpServletRequest request, Problem problem) {
        if (problem instanceof Closed closed) {
            VisitorFilter.denied(
                    request, new ActDenied(address(request), "It is closed", closed.thing()));
            return;
        }
        var bearer = request.getHeader("Authorization") != null;
        switch (problem.type()) {
            case NOT_ALLOWED, STALE_FORM -> note(request, problem.detail());
            case FRESH_PROOF_NEEDED, SECOND_FACTOR_NEEDED -> {
                // Somebody who opens a page is led to the step before it; that refuses nobody.
                if (isForProgram(request) || !request.getMethod().equals("GET")) {
                    note(request, problem.detail());
                }
            }
            case NOT_SIGNED_IN -> {
                if (bearer) {
                    note(request, "An API key that does not work");
                }
            }
            default -> {}
        }
    }

    private static void note(HttpServletRequest request, String reason) {
        VisitorFilter.denied(request, new ActDenied(address(request), reason, null));
    }

    private static String address(HttpServletRequest request) {
        return request.getMethod() + " " + route(request);
    }

    private static String route(HttpServletRequest request) {
        var template = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return template == null ? "an address not ours" : template.toString();
    }

    private static boolean isGone(SQLException sql) {
        var state = sql.getSQLState();
        return state == null
                ? GIVEN_UP.equals(sql.getMessage())
                : GONE.stream().anyMatch(state::startsWith);
    }

    private static boolean isOfInput(SQLException sql) {
        var state = sql.getSQLState();
        return state != null && NOT_KEPT.contains(state);
    }

    private static boolean isPoolTimeout(Throwable cause) {
        return cause instanceof SQLTransientConnectionException;
    }
}
