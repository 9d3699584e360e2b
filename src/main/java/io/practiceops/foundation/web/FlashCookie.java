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

    /** Says on the next page that something went well. */
    public static void say(HttpServletRequest request, HttpServletResponse response, String text) {
        say(request, response, State.GOOD, text);
    }

    /** Says on the next page how something went. */
    public static void say(
            HttpServletRequest request, HttpServletResponse response, State state, String text) {
        var said = state.name() + " " + text.substring(0, Math.min(text.length(), LIMIT));
        var bytes = said.getBytes(UTF_8);
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
            var said = new String(Base64.getUrlDecoder().decode(value), UTF_8).split(" ", 2);
            return said.length < 2 ? null : new Flash(said[1], State.valueOf(said[0]), null);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }
}
