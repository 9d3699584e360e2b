package io.practiceops.foundation.web;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns whatever a controller throws into a problem of the one catalogue. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    private final ProblemAnswer answers;

    Problems(ProblemAnswer answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    void answer(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (failure instanceof ClientAbortException
                || failure instanceof AsyncRequestNotUsableException) {
            return;
        }
        if (response.isCommitted()) {
            // What has left must not look whole: the container breaks the connection.
            throw failure;
        }
        answers.write(request, response, problemOf(failure, request));
    }

    private Problem problemOf(Exception failure, HttpServletRequest request) {
        return switch (failure) {
            case NoResourceFoundException _ -> Problem.notFound("page");
            case HttpRequestMethodNotSupportedException method ->
                    new Problem(
                            ProblemType.METHOD_NOT_ALLOWED,
                            "%s is not possible here.".formatted(method.getMethod()),
                            "Possible: "
                                    + String.valueOf(method.getHeaders().getFirst("Allow"))
                                    + ".");
            case HttpMediaTypeNotSupportedException type ->
                    new Problem(
                            ProblemType.UNSUPPORTED_TYPE,
                            "The content type %s is not taken here."
                                    .formatted(type.getContentType()),
                            "Send " + type.getSupportedMediaTypes() + ".");
            case HttpMediaTypeNotAcceptableException _ ->
                    new Problem(
                            ProblemType.NOT_ACCEPTABLE,
                            "This address does not answer in the media type you accept.",
                            "Accept application/json.");
            case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch);
            case MissingServletRequestPartException part ->
                    Problem.invalid(part.getRequestPartName(), "Add this part; it is missing.");
            case MultipartException multipart -> multipart(multipart);
            case HttpMessageNotReadableException body -> unreadable(body);
            case MissingRequestHeaderException header ->
                    new Problem(
                            ProblemType.PRECONDITION_REQUIRED,
                            "The header %s is missing.".formatted(header.getHeaderName()),
                            "Send it; /api/openapi.json says what it holds.");
            case ServletRequestBindingException binding ->
                    new Problem(
                            ProblemType.MALFORMED_REQUEST,
                            String.valueOf(binding.getBody().getDetail()),
                            "Compare the request with /api/openapi.json.");
            case BindException form -> unbound(form);
            default -> answers.problemOf(failure, request);
        };
    }

    /** A record that refuses its values says so from within the reading of the body. */
    private static Problem unreadable(HttpMessageNotReadableException body) {
        for (Throwable cause = body; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        return new Problem(
                ProblemType.MALFORMED_REQUEST,
                "The body is not the JSON expected.",
                "Compare it with the examples in /api/openapi.json.");
    }

    private static Problem mismatch(MethodArgumentTypeMismatchException mismatch) {
        if (mismatch.getRequiredType() == UUID.class) {
            return Problem.notFound("thing");
        }
        return Problem.invalid(
                mismatch.getName(), "“%s” is not possible here.".formatted(mismatch.getValue()));
    }

    /** A field of a form that is not what it is to be, such as an id that is none. */
    private static Problem unbound(BindException form) {
        return Problem.invalid(
                form.getFieldErrors().stream()
                        .map(field ->
                                new Problem.Field(
                                        field.getField(),
                                        "“%s” is not possible here."
                                                .formatted(field.getRejectedValue())))
                        .toList());
    }

    private static Problem multipart(MultipartException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(cause.getMessage());
            if (message.contains("Header section")) {
                return new Problem(
                        ProblemType.TOO_LARGE,
                        "The name of the file is too long to be sent.",
                        "Give it a shorter one, and send it again.");
            }
            if (message.contains("exceeds its maximum")
                    || message.contains("exceeds the configured maximum")) {
                return tooLarge();
            }
            if (message.contains("No space left")) {
                return new Problem(
                        ProblemType.STORAGE_FULL,
                        "There is no room left for this file. Nothing was kept of it.",
                        "Tell an operator; see Health for how much room there is.");
            }
        }
        if (failure instanceof MaxUploadSizeExceededException) {
            return tooLarge();
        }
        return new Problem(
                ProblemType.MALFORMED_REQUEST,
                "The upload ended early or is not a form.",
                "Send it again, whole.");
    }

    private static Problem tooLarge() {
        return new Problem(
                ProblemType.TOO_LARGE,
                "This is over the limit for one upload.",
                "Split it, or ask an operator to raise practiceops.documents.max-size.");
    }
}
