package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.DemoAccount;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.Links;
import io.practiceops.foundation.web.SessionCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way in and out. */
@Controller
class SignInPage {

    private final Sessions sessions;
    private final Providers providers;
    private final Doorway doorway;
    private final ObjectProvider<DemoAccounts> demo;

    SignInPage(
            Sessions sessions,
            Providers providers,
            Doorway doorway,
            ObjectProvider<DemoAccounts> demo) {
        this.providers = providers;
        this.sessions = sessions;
        this.doorway = doorway;
        this.demo = demo;
    }

    @GetMapping("/sign-in")
    String show(@RequestParam(required = false) @Nullable String next, Model model) {
        if (Acting.actor().isKnown()) {
            return "redirect:" + Links.within(next);
        }
        return page(next, null, null, model);
    }

    @PostMapping("/sign-in")
    String signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var signIn = sessions.signIn(email, password, Doorway.device(request));
            return doorway.enter(signIn, next, request, response);
        } catch (Problem refused) {
            response.setStatus(refused.type().status());
            return page(next, email, refused.detail() + " " + refused.mend(), model);
        }
    }

    @PostMapping("/sign-out")
    String signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.signOut();
        SessionCookie.clear(request, response);
        FlashCookie.say(request, response, "You are signed out.");
        return "redirect:/sign-in";
    }

    private String page(
            @Nullable String next, @Nullable String email, @Nullable String problem, Model model) {
        model.addAttribute("next", next);
        model.addAttribute("providers", providers.links(next));
        model.addAttribute("email", email);
        model.addAttribute("problem", problem);
        var accounts = demo.getIfAvailable();
        model.addAttribute("accounts", accounts == null ? List.<DemoAccount>of() : accounts.list());
        return "access/sign-in";
    }
}
