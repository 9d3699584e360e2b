package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the links that work once lead: founding the firm, and choosing a first password. */
@Controller
class WelcomePages {

    private final Firms firms;
    private final Accounts accounts;

    WelcomePages(Firms firms, Accounts accounts) {
        this.firms = firms;
        this.accounts = accounts;
    }

    @GetMapping("/first-owner/{token}")
    String firstOwner(@PathVariable String token, Model model) {
        if (!firms.isFirstOwnerLink(token)) {
            throw Problem.notFound(
                    "set-up link that still works; restart the server for a new one");
        }
        return firstOwnerForm(token, Map.of("zone", ZoneId.systemDefault().getId()), model);
    }

    @PostMapping("/first-owner")
    String claim(
            @RequestParam String token,
            @RequestParam(defaultValue = "") String firm,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "America/New_York") String zone,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            firms.claim(token, Firms.NewFirm.of(firm, zone), email, name, password);
        } catch (Problem problem) {
            model.addAttribute("errors", FormErrors.of(problem).fields());
            model.addAttribute("problem", FormErrors.of(problem).general());
            response.setStatus(problem.type().status());
            return firstOwnerForm(
                    token, Map.of("firm", firm, "name", name, "email", email, "zone", zone), model);
        }
        FlashCookie.say(request, response, "Your practice is open. Sign in to begin.");
        return "redirect:/sign-in";
    }

    private static String firstOwnerForm(String token, Map<String, String> values, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("values", values);
        model.addAttribute("passwordMin", Passwords.SHORTEST);
        return "access/first-owner";
    }

    @GetMapping("/welcome/{token}")
    String welcome(@PathVariable String token, Model model) {
        if (!accounts.isWelcomeLink(token)) {
            throw Problem.notFound("link that still works; ask whoever sent it for a new one");
        }
        model.addAttribute("token", token);
        return "access/welcome";
    }

    @PostMapping("/welcome")
    String choose(
            @RequestParam String token,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            accounts.choosePassword(token, password);
        } catch (Problem problem) {
            model.addAttribute("token", token);
            return FormErrors.again(problem, model, response, "access/welcome");
        }
        FlashCookie.say(request, response, "Your password is set. Sign in with it.");
        return "redirect:/sign-in";
    }
}
