package io.practiceops.foundation.web;

import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param firm the firm's name; null outside any firm
 * @param zone the firm's, or the installation's
 * @param role what the person is to the firm, in words
 * @param token the session's token, which its forms are bound to; null for API keys and strangers
 * @param detour where the visitor has to go before anything else; null for the most
 */
public record Visitor(
        Actor actor,
        @Nullable String firm,
        ZoneId zone,
        String email,
        String role,
        String theme,
        @Nullable String token,
        @Nullable Detour detour) {

    private static final String ATTRIBUTE = Visitor.class.getName();

    /**
     * A page that comes before all others: somebody is only half signed in.
     *
     * @param url where it leads
     * @param open addresses that stay open, with all below them, beside the public ones
     * @param problem what is said to a program, or to a form sent elsewhere
     */
    public record Detour(String url, Set<String> open, Problem problem) {

        boolean isOpen(String path) {
            return open.stream().anyMatch(o -> path.equals(o) || path.startsWith(o + "/"));
        }
    }

    public static Visitor stranger() {
        return stranger(null);
    }

    public static Visitor stranger(@Nullable Detour detour) {
        return new Visitor(
                Actor.anonymous(), null, ZoneId.systemDefault(), "", "", "auto", null, detour);
    }

    /** Whether the visitor may come to addresses that are not public. */
    boolean isAdmittedTo(String path) {
        return actor.isKnown() && (detour == null || detour.isOpen(path));
    }

    /** What is said to a visitor who is not admitted. */
    Problem notAdmitted() {
        return detour == null ? Problem.notSignedIn() : detour.problem();
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
