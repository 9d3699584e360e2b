package io.practiceops.foundation.web;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What fails before or behind the controllers: addresses the firewall refuses, filters that throw.
 */
@Controller
class ContainerErrors implements ErrorController {

    private final ProblemAnswer answers;

    ContainerErrors(ProblemAnswer answers) {
        this.answers = answers;
    }

    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.write(request, response, problemOf(request));
    }

    private Problem problemOf(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            return answers.problemOf(failure, request);
        }
        return switch (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)) {
            case Integer status when status == 404 -> Problem.notFound("page");
            case Integer status when status == 413 ->
                    new Problem(
                            ProblemType.TOO_LARGE,
                            "The request is over the limit.",
                            "Send less at once.");
            case Integer status when status >= 400 && status < 500 ->
                    new Problem(
                            ProblemType.MALFORMED_REQUEST,
                            "The address or a header has characters that are not taken here.",
                            "Check the address.");
            case Integer status when status >= 500 ->
                    answers.problemOf(
                            new IllegalStateException("The container answered " + status), request);
            case null, default -> Problem.notFound("page");
        };
    }
}
