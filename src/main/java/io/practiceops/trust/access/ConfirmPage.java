package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.web.DemoAccount;
import io.practiceops.foundation.web.Links;
import io.practiceops.foundation.web.SessionCookie;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Where somebody confirms, within a session, that it is them. */
@Controller
@RequestMapping("/confirm")
class ConfirmPage {

    private final Confirmations confirmations;
    private final ObjectProvider<DemoAccounts> demo;

    ConfirmPage(Confirmations confirmations, ObjectProvider<DemoAccounts> demo) {
        this.confirmations = confirmations;
        this.demo = demo;
    }

    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable String next,
            @RequestParam(defaultValue = "") String by,
            HttpServletRequest request,
            Model model) {
        return page(next, by, null, request, model);
    }

    @PostMapping("/password")
    String password(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return confirm(
                () -> confirmations.byPassword(password), next, "", request, response, model);
    }

    @PostMapping("/code")
    String code(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return confirm(() -> confirmations.byCode(code), next, "", request, response, model);
    }

    @PostMapping("/recovery-code")
    String recoveryCode(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return confirm(
                () -> confirmations.byRecoveryCode(code),
                next,
                "recovery-code",
                request,
                response,
                model);
    }

    @PostMapping("/passkey")
    String passkey(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return confirm(
                () -> confirmations.byPasskey(credential), next, "", request, response, model);
    }

    @PostMapping("/passkey-request.json")
    @ResponseBody
    Map<String, Object> passkeyRequest() {
        return confirmations.passkeyRequest();
    }

    /** The addresses of forms shown again with their errors, when somebody loads them anew. */
    @GetMapping({"/password", "/code", "/recovery-code", "/passkey"})
    String again() {
        return "redirect:/confirm";
    }

    private String confirm(
            Supplier<@Nullable String> prove,
            @Nullable String next,
            String by,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var token = prove.get();
            if (token != null) {
                SessionCookie.set(request, response, token, Sessions.LIFE);
            }
            return "redirect:" + Links.within(next);
        } catch (Problem problem) {
            if (problem.type() != ProblemType.INVALID_INPUT
                    && problem.type() != ProblemType.TOO_MANY) {
                throw problem;
            }
            response.setStatus(problem.type().status());
            return page(next, by, SecondStepPage.said(problem), request, model);
        }
    }

    /** Everybody may know it there. */
    private @Nullable String demoPassword(HttpServletRequest request) {
        var accounts = demo.getIfAvailable();
        return accounts == null
                ? null
                : accounts.list().stream()
                        .filter(account -> account.email().equals(Visitor.of(request).email()))
                        .map(DemoAccount::password)
                        .findFirst()
                        .orElse(null);
    }

    private String page(
            @Nullable String next,
            String by,
            @Nullable String problem,
            HttpServletRequest request,
            Model model) {
        var ways = confirmations.ways();
        model.addAttribute("ways", ways);
        model.addAttribute("next", next);
        model.addAttribute("back", Links.within(next));
        model.addAttribute("problem", problem);
        model.addAttribute("byRecoveryCode", by.equals("recovery-code"));
        model.addAttribute("email", Visitor.of(request).email());
        model.addAttribute("demoPassword", demoPassword(request));
        return "access/confirm";
    }
}
