package io.practiceops.foundation.web;

import io.practiceops.foundation.kernel.ActDenied;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who asks and binds them as the actor; keeps what was denied once its transaction has
 * ended.
 */
class VisitorFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(VisitorFilter.class);
    private static final String DENIED = VisitorFilter.class.getName() + ".denied";

    private static final Set<String> PROBES = Set.of("/livez", "/readyz", "/health");
    private static final Set<String> STATIC =
            Set.of("/css/", "/js/", "/img/", "/vendor/", "/favicon.ico");

    private final Visitor.Register register;
    private final ObjectProvider<GuestUploads> guestUploads;
    private final ProblemAnswer answers;
    private final ApplicationEventPublisher events;

    VisitorFilter(
            Visitor.Register register,
            ObjectProvider<GuestUploads> guestUploads,
            ProblemAnswer answers,
            ApplicationEventPublisher events) {
        this.register = register;
        this.guestUploads = guestUploads;
        this.answers = answers;
        this.events = events;
    }

    /** Leaves a note that the request was denied; kept when its transaction has ended. */
    static void denied(HttpServletRequest request, ActDenied denied) {
        request.setAttribute(DENIED, denied);
    }

    /**
     * Nobody in particular asks for these: a stopped database must neither fail the probes nor bare
     * the pages.
     */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return PROBES.contains(path) || STATIC.stream().anyMatch(path::startsWith);
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Visitor visitor;
        try {
            // What goes on with a request that was let in is let in, whatever became of its
            // session.
            visitor = isGoingOn(request) ? Visitor.of(request) : register.identify(request);
        } catch (Problem | DataAccessException refused) {
            answers.write(request, response, answers.problemOf(refused, request));
            keepDenial(request);
            return;
        }
        visitor.bindTo(request);
        var admitted = visitor.isAdmittedTo(request.getServletPath());
        GuestUploads.Admission files = null;
        if (!admitted && isMultipart(request) && !isGoingOn(request)) {
            files =
                    Acting.<GuestUploads.@Nullable Admission, IOException>as(
                            visitor.actor(),
                            RequestFilter.idOf(request),
                            () -> admitsFiles(request, response, visitor));
            if (files == null) {
                return;
            }
        }
        if (admitted) {
            SecurityContextHolder.setContext(
                    new SecurityContextImpl(
                            new PreAuthenticatedAuthenticationToken(
                                    visitor.actor(), "", List.of())));
        }
        try {
            Acting.<Void, Exception>as(
                    visitor.actor(),
                    RequestFilter.idOf(request),
                    () -> {
                        chain.doFilter(request, response);
                        keepDenial(request);
                        return null;
                    });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        } finally {
            SecurityContextHolder.clearContext();
            if (files != null) {
                files.end();
            }
        }
    }

    private static boolean isGoingOn(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ASYNC;
    }

    /**
     * The form token stands inside the parts: looking for it would take a stranger's whole upload
     * to disk.
     */
    private static boolean isMultipart(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** Answers a visitor whose files are not let in; then null. */
    private GuestUploads.@Nullable Admission admitsFiles(
            HttpServletRequest request, HttpServletResponse response, Visitor visitor)
            throws IOException {
        Problem refusal = visitor.notAdmitted();
        try {
            var admission =
                    guestUploads.stream()
                            .flatMap(guests -> guests.admit(request).stream())
                            .findFirst();
            if (admission.isPresent()) {
                return admission.get();
            }
        } catch (Problem | DataAccessException refused) {
            refusal = answers.problemOf(refused, request);
        }
        answers.write(request, response, refusal);
        keepDenial(request);
        return null;
    }

    private void keepDenial(HttpServletRequest request) {
        if (request.getAttribute(DENIED) instanceof ActDenied denied) {
            request.removeAttribute(DENIED);
            try {
                events.publishEvent(denied);
            } catch (RuntimeException e) {
                log.error("Denied, and not on record: {}", denied, e);
            }
        }
    }
}
