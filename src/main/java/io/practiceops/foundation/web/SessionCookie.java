package io.practiceops.foundation.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Cookies, the strict way: over TLS with the __Host- prefix, which no other site or subdomain can
 * set.
 */
public final class SessionCookie {

    private static final String NAME = "practiceops";
    static final String VISIT = "practiceops-visit";
    private static final String HALF_OPEN = "practiceops-half-open";

    private SessionCookie() {}

    public static Optional<String> token(HttpServletRequest request) {
        return read(request, NAME);
    }

    public static void set(
            HttpServletRequest request, HttpServletResponse response, String token, Duration life) {
        write(request, response, NAME, token, life);
    }

    /** What tells a visit to the sign-in page from others. */
    public static Optional<String> visit(HttpServletRequest request) {
        return read(request, VISIT);
    }

    /** The token of a sign-in that still needs its second step. */
    public static Optional<String> halfOpen(HttpServletRequest request) {
        return read(request, HALF_OPEN);
    }

    /** Nobody is signed in with it: the session's cookie goes. */
    public static void setHalfOpen(
            HttpServletRequest request, HttpServletResponse response, String token, Duration life) {
        write(request, response, HALF_OPEN, token, life);
        clear(request, response);
    }

    public static void clearHalfOpen(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, HALF_OPEN, "", Duration.ZERO);
    }

    public static void clear(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, NAME, "", Duration.ZERO);
    }

    public static Optional<String> read(HttpServletRequest request, String name) {
        var wanted = fullName(request, name);
        var cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(wanted) && !cookie.getValue().isEmpty()) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    /** A life of zero removes the cookie. */
    public static void write(
            HttpServletRequest request,
            HttpServletResponse response,
            String name,
            String value,
            Duration life) {
        var cookie =
                ResponseCookie.from(fullName(request, name), value)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .path("/")
                        .maxAge(life)
                        .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static String fullName(HttpServletRequest request, String name) {
        return request.isSecure() ? "__Host-" + name : name;
    }
}
