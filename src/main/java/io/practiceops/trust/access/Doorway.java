package io.practiceops.trust.access;

import io.practiceops.foundation.web.DeviceCookie;
import io.practiceops.foundation.web.Links;
import io.practiceops.foundation.web.SessionCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the pages of the sign-in have in common: from where somebody comes, and where they go on to.
 */
@Component
class Doorway {

    private final KnownDevices devices;

    Doorway(KnownDevices devices) {
        this.devices = devices;
    }

    static Sessions.Device device(HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        return new Sessions.Device(
                request.getRemoteAddr(), agent == null ? "" : agent, DeviceCookie.token(request));
    }

    /** On into PracticeOps, or to the second step before it. */
    String enter(
            SignIn signIn,
            @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        return signIn.isHalfOpen()
                ? halfOpen(signIn.token(), next, request, response)
                : signedIn(signIn.token(), next, request, response);
    }

    /** Gives out the session's cookie; the browser is known again from now on. */
    String signedIn(
            String token,
            @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        SessionCookie.set(request, response, token, Sessions.LIFE);
        SessionCookie.clearHalfOpen(request, response);
        var known = devices.remember(token, device(request));
        DeviceCookie.set(request, response, known, devices.life());
        return "redirect:" + Links.within(next);
    }

    private static String halfOpen(
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
