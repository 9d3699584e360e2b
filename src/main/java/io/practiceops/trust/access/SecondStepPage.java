package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.Links;
import io.practiceops.foundation.web.PageContext.State;
import io.practiceops.foundation.web.SessionCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The second step of the way in, and the way in with a passkey alone. */
@Controller
@RequestMapping("/sign-in")
class SecondStepPage {

    private final SecondSteps steps;
    private final Doorway doorway;

    SecondStepPage(SecondSteps steps, Doorway doorway) {
        this.steps = steps;
        this.doorway = doorway;
    }

    @GetMapping("/second")
    String show(
            @RequestParam(required = false) @Nullable String next,
            @RequestParam(defaultValue = "") String by,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (Acting.actor().isKnown()) {
            return "redirect:" + Links.within(next);
        }
        try {
            return page(token(request), next, by, null, model);
        } catch (Problem over) {
            return beginAgain(over, request, response);
        }
    }

    @PostMapping("/second")
    String code(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return step(
                () -> steps.byCode(token(request), code, Doorway.device(request)),
                next,
                "",
                request,
                response,
                model);
    }

    @PostMapping("/recovery-code")
    String recoveryCode(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return step(
                () -> steps.byRecoveryCode(token(request), code, Doorway.device(request)),
                next,
                "recovery-code",
                request,
                response,
                model);
    }

    @PostMapping("/second/passkey")
    String passkey(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return step(
                () -> steps.byPasskey(token(request), credential, Doorway.device(request)),
                next,
                "",
                request,
                response,
                model);
    }

    @PostMapping("/second/passkey-request.json")
    @ResponseBody
    Map<String, Object> passkeyRequest(HttpServletRequest request) {
        return steps.passkeyRequest(token(request));
    }

    @PostMapping("/passkey-request.json")
    @ResponseBody
    Map<String, Object> anyPasskeyRequest(HttpServletRequest request) {
        return steps.anyPasskeyRequest(visit(request));
    }

    @PostMapping("/passkey")
    String passkeyAlone(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var token = steps.byPasskeyAlone(visit(request), credential, Doorway.device(request));
            return doorway.signedIn(token, next, request, response);
        } catch (Problem problem) {
            return beginAgain(problem, request, response);
        }
    }

    /** The addresses of forms shown again with their errors, when somebody loads them anew. */
    @GetMapping({"/recovery-code", "/second/passkey", "/passkey"})
    String again(@RequestParam(required = false) @Nullable String next) {
        return "redirect:" + Doorway.withNext(Detours.SECOND_STEP, next);
    }

    private String step(
            Supplier<String> prove,
            @Nullable String next,
            String by,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            return doorway.signedIn(prove.get(), next, request, response);
        } catch (Problem problem) {
            if (problem.type() == ProblemType.NOT_SIGNED_IN) {
                return beginAgain(problem, request, response);
            }
            var view = page(token(request), next, by, said(problem), model);
            response.setStatus(problem.type().status());
            return view;
        }
    }

    private String page(
            String token, @Nullable String next, String by, @Nullable String problem, Model model) {
        var ways = steps.ways(token);
        model.addAttribute("ways", ways);
        model.addAttribute("next", next);
        model.addAttribute("problem", problem);
        model.addAttribute("byRecoveryCode", by.equals("recovery-code") || !ways.haveSecond());
        return "access/second-step";
    }

    private static String beginAgain(
            Problem problem, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.clearHalfOpen(request, response);
        FlashCookie.say(request, response, State.BAD, said(problem));
        return "redirect:/sign-in";
    }

    static String said(Problem problem) {
        return problem.mend() == null ? problem.detail() : problem.detail() + " " + problem.mend();
    }

    private static String token(HttpServletRequest request) {
        return SessionCookie.halfOpen(request).orElse("");
    }

    private static String visit(HttpServletRequest request) {
        var visit =
                SessionCookie.visit(request)
                        .orElseThrow(() ->
                                new Problem(
                                        ProblemType.STALE_FORM,
                                        "This sign-in page was opened too long ago.",
                                        "Load it again."));
        return HexFormat.of().formatHex(new Secret(visit).hash());
    }
}
