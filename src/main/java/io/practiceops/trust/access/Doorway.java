package io.practiceops.trust.access;

import io.practiceops.foundation.web.Links;
import io.practiceops.foundation.web.SessionCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * What the pages of the sign-in have in common: from where somebody comes, and where they go on to.
 */
final class Doorway {

    private Doorway() {}

    static Sessions.Device device(HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        return new Sessions.Device(request.getRemoteAddr(), agent == null ? "" : agent);
    }

    static String signedIn(
            String token,
            @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        SessionCookie.set(request, response, token, Sessions.LIFE);
        SessionCookie.clearHalfOpen(request, response);
        return "redirect:" + Links.within(next);
    }

    static String halfOpen(
            String token,
            @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        SessionCookie.setHalfOpen(request, response, token, SecondSteps.PATIENCE);
        return "redirect:" + withNext(Detours.SECOND_STEP, next);
    }

    /** The page, which leads on to the next one afterwards. */
    static String withNext(String page, @Nullable String next) {
        var within = Links.within(next);
        return within.equals("/") ? page : page + "?next=" + Links.encoded(within);
    }
}
