package io.practiceops.trust.access;

import io.practiceops.foundation.web.FlashCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is done with the sessions on somebody's page. */
@Controller
@RequestMapping("/users/{id}/sessions")
class UserSessionPage {

    private final UserSessions sessions;

    UserSessionPage(UserSessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    String back(@PathVariable UUID id) {
        return "redirect:/users/" + id + "#sessions";
    }

    @PostMapping("/{session}/end")
    String end(
            @PathVariable UUID id,
            @PathVariable UUID session,
            HttpServletRequest request,
            HttpServletResponse response) {
        sessions.end(id, session);
        FlashCookie.say(request, response, "That session is ended.");
        return "redirect:/users/" + id;
    }

    @PostMapping("/end")
    String endAll(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        sessions.endAll(id);
        FlashCookie.say(request, response, "They are signed out everywhere.");
        return "redirect:/users/" + id;
    }
}
