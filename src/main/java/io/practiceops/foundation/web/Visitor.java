package io.practiceops.foundation.web;

import io.practiceops.foundation.kernel.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param firm the firm's name; null outside any firm
 * @param zone the firm's, or the installation's
 * @param role what the person is to the firm, in words
 * @param token the session's token, which its forms are bound to; null for API keys and strangers
 */
public record Visitor(
        Actor actor,
        @Nullable String firm,
        ZoneId zone,
        String email,
        String role,
        String theme,
        @Nullable String token) {

    private static final String ATTRIBUTE = Visitor.class.getName();

    public static Visitor stranger() {
        return new Visitor(Actor.anonymous(), null, ZoneId.systemDefault(), "", "", "auto", null);
    }

    /** The visitor behind the request, a stranger before it is known. */
    public static Visitor of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Visitor visitor ? visitor : stranger();
    }

    void bindTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Port: finds the visitor by session cookie or bearer token. */
    public interface Register {

        /**
         * The visitor; a stranger without credentials; a Problem for a bearer token that does not
         * work.
         */
        Visitor identify(HttpServletRequest request);
    }
}
