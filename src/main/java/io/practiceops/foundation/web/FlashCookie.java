package io.practiceops.foundation.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.web.PageContext.Flash;
import io.practiceops.foundation.web.PageContext.State;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What the last act has to say, carried over the redirect behind it and shown once. */
public final class FlashCookie {

    private static final String NAME = "practiceops-said";
    private static final int LIMIT = 1000;

    private FlashCookie() {}

    /** Says it on the next page. */
    public static void say(HttpServletRequest request, HttpServletResponse response, String text) {
        var bytes = text.substring(0, Math.min(text.length(), LIMIT)).getBytes(UTF_8);
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        SessionCookie.write(request, response, NAME, value, Duration.ofMinutes(1));
    }

    static @Nullable Flash take(HttpServletRequest request, HttpServletResponse response) {
        var value = SessionCookie.read(request, NAME).orElse(null);
        if (value == null || request.getHeader("HX-Request") != null) {
            return null;
        }
        SessionCookie.write(request, response, NAME, "", Duration.ZERO);
        try {
            return new Flash(new String(Base64.getUrlDecoder().decode(value), UTF_8), State.GOOD, null);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }
}
