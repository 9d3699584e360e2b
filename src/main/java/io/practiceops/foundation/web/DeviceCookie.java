package io.practiceops.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/** By what a browser is known again after its session. It opens nothing. */
public final class DeviceCookie {

    private static final String NAME = "practiceops-device";
    private static final int LONGEST = 200;

    private DeviceCookie() {}

    /** Empty for a browser not seen before. */
    public static String token(HttpServletRequest request) {
        return SessionCookie.read(request, NAME)
                .filter(token -> token.length() <= LONGEST)
                .orElse("");
    }

    public static void set(
            HttpServletRequest request, HttpServletResponse response, String token, Duration life) {
        SessionCookie.write(request, response, NAME, token, life);
    }
}
