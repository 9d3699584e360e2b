package io.practiceops.foundation.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** Addresses within PracticeOps. */
public final class Links {

    private Links() {}

    /** The sign-in page, which leads back to where the visitor wanted to go. */
    static String signIn(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") || request.getRequestURI().equals("/")) {
            return "/sign-in";
        }
        var query = request.getQueryString();
        var wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
        return "/sign-in?next=" + encoded(wanted);
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
                        && next.chars().noneMatch(Character::isISOControl)
                        && !next.startsWith("/sign-in");
        return ours ? next : "/";
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
