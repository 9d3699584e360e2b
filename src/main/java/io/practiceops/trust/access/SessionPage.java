package io.practiceops.trust.access;

import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where one is signed in. */
@Controller
@RequestMapping("/sessions")
class SessionPage {

    private final Sessions sessions;
    private final SessionSettings settings;
    private final Clock clock;

    SessionPage(Sessions sessions, SessionSettings settings, Clock clock) {
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping
    String mine(HttpServletRequest request, Model model) {
        var zone = Visitor.of(request).zone();
        var now = clock.instant();
        model.addAttribute(
                "rows",
                sessions.mine().stream().map(one -> SessionRow.of(one, now, zone)).toList());
        model.addAttribute("life", DoorRules.words(Sessions.LIFE));
        model.addAttribute("idle", DoorRules.words(settings.idle()));
        return "access/sessions";
    }

    @PostMapping("/{id}/end")
    String end(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        sessions.end(id);
        FlashCookie.say(
                request, response, "That session is ended. Whoever used it has to sign in again.");
        return "redirect:/sessions";
    }

    @PostMapping("/end-others")
    String endOthers(HttpServletRequest request, HttpServletResponse response) {
        var ended = sessions.endOthers();
        FlashCookie.say(
                request,
                response,
                switch (ended) {
                    case 0 -> "There was no other session.";
                    case 1 -> "1 other session is ended.";
                    default -> ended + " other sessions are ended.";
                });
        return "redirect:/sessions";
    }
}
