package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.SessionCookie;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** One's own second factors. */
@Controller
@RequestMapping("/me/second-factor")
class SecondFactorPage {

    private static final String HERE = "redirect:/me/second-factor";

    private final SecondFactors factors;
    private final Enrolments enrolments;
    private final Clock clock;

    SecondFactorPage(SecondFactors factors, Enrolments enrolments, Clock clock) {
        this.factors = factors;
        this.enrolments = enrolments;
        this.clock = clock;
    }

    @GetMapping
    String mine(HttpServletRequest request, Model model) {
        var visitor = Visitor.of(request);
        model.addAttribute(
                "rows", SecondFactorRows.of(factors.mine(), clock.instant(), visitor.zone()));
        model.addAttribute("isFirst", visitor.detour() != null);
        return "access/second-factor";
    }

    @PostMapping("/authenticator")
    String begin() {
        enrolments.beginAuthenticator();
        return HERE + "/authenticator";
    }

    @GetMapping("/authenticator")
    String scan(HttpServletRequest request, Model model) {
        var setup = enrolments.begunAuthenticator().orElse(null);
        if (setup == null) {
            return HERE;
        }
        model.addAttribute("setup", setup);
        model.addAttribute("picture", QrPicture.of(setup.uri()));
        model.addAttribute("isFirst", Visitor.of(request).detour() != null);
        return "access/authenticator";
    }

    @PostMapping("/authenticator/confirm")
    String confirm(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            return enrolled(
                    enrolments.confirmAuthenticator(code),
                    "The authenticator app is set up.",
                    request,
                    response,
                    model);
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, scan(request, model));
        }
    }

    @PostMapping("/authenticator/remove")
    String removeAuthenticator(HttpServletRequest request, HttpServletResponse response) {
        factors.removeAuthenticator();
        FlashCookie.say(request, response, "The authenticator app is removed.");
        return HERE;
    }

    @GetMapping("/passkeys/new")
    String newPasskey(HttpServletRequest request, Model model) {
        Acting.requireFreshProofToBegin();
        model.addAttribute("name", "");
        model.addAttribute("isFirst", Visitor.of(request).detour() != null);
        return "access/passkey-new";
    }

    @PostMapping("/passkeys/creation.json")
    @ResponseBody
    Map<String, Object> creation() {
        return enrolments.passkeyCreation();
    }

    @PostMapping("/passkeys")
    String addPasskey(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            return enrolled(
                    enrolments.addPasskey(name, credential),
                    "The passkey is added.",
                    request,
                    response,
                    model);
        } catch (Problem problem) {
            model.addAttribute("name", name);
            model.addAttribute("isFirst", Visitor.of(request).detour() != null);
            return FormErrors.again(problem, model, response, "access/passkey-new");
        }
    }

    @PostMapping("/passkeys/{id}/remove")
    String revoke(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        factors.revokePasskey(id);
        FlashCookie.say(
                request,
                response,
                "The passkey is removed here. Delete it on the device too: it opens nothing any more.");
        return HERE;
    }

    @PostMapping("/recovery-codes")
    String recoveryCodes(Model model) {
        return codes(enrolments.newRecoveryCodes(), model);
    }

    /** The addresses of what is shown once, when somebody loads them anew. */
    @GetMapping({"/authenticator/confirm", "/passkeys", "/recovery-codes"})
    String again() {
        return HERE;
    }

    private static String enrolled(
            Enrolments.Enrolled enrolled,
            String said,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (enrolled.token() != null) {
            SessionCookie.set(request, response, enrolled.token(), Sessions.LIFE);
        }
        if (!enrolled.recoveryCodes().isEmpty()) {
            return codes(enrolled.recoveryCodes(), model);
        }
        FlashCookie.say(request, response, said);
        return HERE;
    }

    private static String codes(List<String> codes, Model model) {
        model.addAttribute("codes", codes);
        return "access/recovery-codes";
    }
}
