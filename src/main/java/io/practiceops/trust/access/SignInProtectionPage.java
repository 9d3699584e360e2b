package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is kept out at the door, by which rules, and letting them in. */
@Controller
@RequestMapping("/protection")
class SignInProtectionPage {

    private final SignInProtection protection;
    private final DoorRules rules;
    private final Clock clock;

    SignInProtectionPage(SignInProtection protection, DoorRules rules, Clock clock) {
        this.protection = protection;
        this.rules = rules;
        this.clock = clock;
    }

    @GetMapping
    String show(HttpServletRequest request, Model model) {
        return page("", "", request, model);
    }

    @PostMapping("/accounts/{user}/lift")
    String liftAccount(
            @PathVariable UUID user, HttpServletRequest request, HttpServletResponse response) {
        protection.liftAccount(user);
        return done("The account can be signed in to again, from everywhere.", request, response);
    }

    @PostMapping("/networks/lift")
    String liftNetwork(
            @RequestParam(defaultValue = "") String network,
            HttpServletRequest request,
            HttpServletResponse response) {
        protection.liftNetwork(network);
        return done(network + " may try again.", request, response);
    }

    @PostMapping("/trusted")
    String trust(
            @RequestParam(defaultValue = "") String network,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            protection.trust(network, note);
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, page(network, note, request, model));
        }
        return done(network.strip() + " is never blocked from now on.", request, response);
    }

    @PostMapping("/trusted/remove")
    String distrust(
            @RequestParam(defaultValue = "") String network,
            HttpServletRequest request,
            HttpServletResponse response) {
        protection.distrust(network);
        return done(network + " is treated like any other again.", request, response);
    }

    /** The addresses of forms, when somebody loads them anew. */
    @GetMapping({"/networks/lift", "/trusted", "/trusted/remove"})
    String again() {
        return "redirect:/protection";
    }

    private static String done(
            String said, HttpServletRequest request, HttpServletResponse response) {
        FlashCookie.say(request, response, said);
        return "redirect:/protection";
    }

    private String page(String network, String note, HttpServletRequest request, Model model) {
        model.addAttribute("view", protection.look());
        model.addAttribute("rules", rules.all());
        model.addAttribute("moments", moments(Visitor.of(request).zone()));
        model.addAttribute("mayWrite", Acting.actor().may(SignInProtection.WRITE));
        model.addAttribute("seesPeople", Acting.actor().may(Users.READ));
        model.addAttribute("network", network);
        model.addAttribute("note", note);
        return "access/protection";
    }

    private Function<Instant, Moment> moments(ZoneId zone) {
        var now = clock.instant();
        return at -> Moment.from(now, at, zone);
    }
}
