package io.practiceops.foundation.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** Addresses within PracticeOps. */
public final class Links {

    private Links() {}

    /** A page that comes first, and leads back to where the visitor wanted to go. */
    static String first(String page, HttpServletRequest request) {
        var wanted = wanted(request);
        return wanted.equals("/") ? page : page + "?next=" + encoded(wanted);
    }

    /** The page asked for; of a form that was sent, the page it stood on. */
    private static String wanted(HttpServletRequest request) {
        if (request.getMethod().equals("GET")) {
            var query = request.getQueryString();
            return request.getRequestURI() + (query == null ? "" : "?" + query);
        }
        var referer = request.getHeader("Referer");
        return referer == null ? "/" : within(pathOf(referer));
    }

    /** Of an address of whatever host, the part below it; null where it is no address. */
    public static @Nullable String pathOf(String url) {
        try {
            var address = URI.create(url);
            var query = address.getRawQuery();
            return query == null ? address.getRawPath() : address.getRawPath() + "?" + query;
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    /** A place of ours to go on to, never another site's: anything else becomes the overview. */
    public static String within(@Nullable String next) {
        if (next == null) {
            return "/";
        }
        var ours =
                next.startsWith("/")
                        && !next.startsWith("//")
                        && next.indexOf('\\') < 0
                        // A redirect would take braces for a place to fill.
                        && next.indexOf('{') < 0
                        && next.indexOf('}') < 0
                        && next.chars().noneMatch(Character::isISOControl)
                        && !next.startsWith("/sign-in")
                        && !next.startsWith("/confirm");
        return ours ? next : "/";
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
