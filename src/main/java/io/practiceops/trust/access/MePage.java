package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Links;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own login. */
@Controller
@RequestMapping("/me")
class MePage {

    private final Accounts accounts;
    private final Sessions sessions;
    private final ApiKeys keys;
    private final Firms firms;
    private final SecondFactors factors;
    private final Clock clock;

    MePage(
            Accounts accounts,
            Sessions sessions,
            ApiKeys keys,
            Firms firms,
            SecondFactors factors,
            Clock clock) {
        this.factors = factors;
        this.clock = clock;
        this.accounts = accounts;
        this.sessions = sessions;
        this.keys = keys;
        this.firms = firms;
    }

    @GetMapping
    String me(HttpServletRequest request, Model model) {
        var factorRows =
                SecondFactorRows.of(factors.mine(), clock.instant(), Visitor.of(request).zone());
        model.addAttribute("factors", factorRows);
        model.addAttribute("isFresh", Acting.isProofFresh() || factorRows.isNone());
        model.addAttribute("sessions", sessions.mine().size());
        model.addAttribute("keys", keysThatWork());
        model.addAttribute(
                "zone", Acting.actor().firm() == null ? null : firms.current().zone().getId());
        return "access/me";
    }

    /** Null for those who may not have any. */
    private @Nullable Integer keysThatWork() {
        return Acting.actor().may(ApiKeys.OWN)
                ? (int) keys.mine().stream().filter(key -> key.revokedAt() == null).count()
                : null;
    }

    @PostMapping("/theme")
    String theme(
            @RequestParam(defaultValue = "") String theme,
            @RequestHeader(required = false) @Nullable String referer) {
        accounts.setTheme(theme);
        return "redirect:" + (referer == null ? "/me" : Links.within(Links.pathOf(referer)));
    }

    /** The address of a form shown again with its errors, when somebody loads it anew. */
    @GetMapping("/password")
    String again() {
        return "redirect:/me";
    }

    @PostMapping("/password")
    String password(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            accounts.changePassword(current, password);
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, me(request, model));
        }
        FlashCookie.say(
                request,
                response,
                "Your password is changed. You were signed out everywhere else.");
        return "redirect:/me";
    }
}
