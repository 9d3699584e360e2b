package io.practiceops.foundation.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A POST to the API with an {@code Idempotency-Key} happens once, however often it is sent. The
 * key, what the request did and what was answered are committed together; a second request with the
 * key waits for the first and gets its answer again. A failed request keeps nothing, so it may be
 * repeated.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class IdempotencyFilter extends OncePerRequestFilter {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final IdempotencyStore store;
    private final TransactionTemplate transaction;
    private final ProblemAnswer answers;

    IdempotencyFilter(
            IdempotencyStore store,
            PlatformTransactionManager transactions,
            ProblemAnswer answers) {
        this.store = store;
        this.transaction = new TransactionTemplate(transactions);
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith("/api/v1/") || isSafe(request.getMethod());
    }

    private static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var files = isMultipart(request);
            var readable = files ? request : RequestBody.read(request);
            var key = request.getHeader(HEADER);
            if (key == null
                    || !request.getMethod().equals("POST")
                    || Acting.actor().firm() == null) {
                chain.doFilter(readable, response);
            } else {
                once(key(key), hash(readable), readable, response, chain);
            }
        } catch (Problem problem) {
            answers.write(request, response, problem);
        }
    }

    private void once(
            String key,
            byte[] hash,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        var kept = new ContentCachingResponseWrapper(response);
        try {
            var earlier =
                    Objects.requireNonNull(
                            transaction.execute(status -> {
                                if (!store.take(key, hash)) {
                                    return store.find(key);
                                }
                                run(chain, request, kept);
                                if (kept.getStatus() >= 400) {
                                    status.setRollbackOnly();
                                } else {
                                    store.keep(key, IdempotencyStore.Answer.of(hash, kept));
                                }
                                return Optional.<IdempotencyStore.Answer>empty();
                            }));
            if (earlier.isPresent()) {
                replay(earlier.get(), hash, response);
                return;
            }
        } catch (UnexpectedRollbackException refused) {
            // The use case failed. Where it said so, its problem is already the answer.
            if (kept.getStatus() < 400) {
                throw refused;
            }
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
        kept.copyBodyToResponse();
    }

    private static void run(
            FilterChain chain, HttpServletRequest request, HttpServletResponse response) {
        try {
            chain.doFilter(request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void replay(
            IdempotencyStore.Answer earlier, byte[] hash, HttpServletResponse response)
            throws IOException {
        if (!Arrays.equals(earlier.requestHash(), hash)) {
            throw new Problem(
                    ProblemType.IDEMPOTENCY_CONFLICT,
                    "This Idempotency-Key came before, with another request.",
                    "Use a new key for a new request, the same only to repeat it.");
        }
        response.setHeader("Idempotent-Replayed", "true");
        earlier.writeTo(response);
    }

    private static String key(String header) {
        if (!SHAPE.matcher(header).matches()) {
            throw Problem.invalid(
                    HEADER, "Use 1 to 200 visible ASCII characters, a random UUID for instance.");
        }
        return header;
    }

    private static boolean isMultipart(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** Over address and content; of files, over what they hold and are called. */
    private static byte[] hash(HttpServletRequest request) throws IOException, ServletException {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(
                    (request.getRequestURI() + "?" + request.getQueryString() + "\n")
                            .getBytes(UTF_8));
            if (request instanceof RequestBody small) {
                sha256.update(small.bytes());
            } else {
                for (Part part : request.getParts()) {
                    sha256.update(
                            (part.getName() + "\n" + part.getSubmittedFileName() + "\n")
                                    .getBytes(UTF_8));
                    try (var in = part.getInputStream();
                            var out =
                                    new DigestOutputStream(
                                            OutputStream.nullOutputStream(), sha256)) {
                        in.transferTo(out);
                    }
                }
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
