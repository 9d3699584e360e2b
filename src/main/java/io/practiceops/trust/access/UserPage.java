package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.trust.audit.AuditTrail;
import io.practiceops.trust.audit.History;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One person of the firm: adding them, what they are, and whether they may come in. */
@Controller
@RequestMapping("/users")
class UserPage {

    private final Users users;
    private final SecondFactors factors;
    private final ProviderLinks links;
    private final UserSessions sessions;
    private final Outbox outbox;
    private final History history;
    private final Clock clock;

    UserPage(
            Users users,
            SecondFactors factors,
            ProviderLinks links,
            UserSessions sessions,
            Outbox outbox,
            History history,
            Clock clock) {
        this.users = users;
        this.factors = factors;
        this.links = links;
        this.sessions = sessions;
        this.outbox = outbox;
        this.history = history;
        this.clock = clock;
    }

    @GetMapping("/new")
    String blank(Model model) {
        Acting.require(Users.WRITE);
        Acting.requireFreshProofToBegin();
        return addForm(UserForm.blank(), model);
    }

    @PostMapping
    String add(@ModelAttribute UserForm form, HttpServletResponse response, Model model) {
        try {
            return link(users.add(form.newUser()), true, model);
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, addForm(form, model));
        }
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, HttpServletRequest request, Model model) {
        var user = users.find(id);
        return page(user, UserForm.of(user), request, model);
    }

    /**
     * The address of a form shown again with its errors, or of a link shown once, when somebody
     * loads it anew.
     */
    @GetMapping({"/{id}/roles", "/{id}/link", "/{id}/disable", "/{id}/second-factors/reset"})
    String again(@PathVariable UUID id) {
        return "redirect:/users/" + id;
    }

    @PostMapping("/{id}/roles")
    String changeRoles(
            @PathVariable UUID id,
            @RequestParam long version,
            @ModelAttribute UserForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var user = users.changeRoles(id, version, form.roleSet(), form.licenceOrNone());
            FlashCookie.say(
                    request,
                    response,
                    user.name() + " is " + user.rolesInWords() + " from now on.");
            return "redirect:/users/" + id;
        } catch (Problem problem) {
            var user = users.find(id);
            var view = page(user, form, request, model);
            if (problem.type() == ProblemType.CHANGED_MEANWHILE) {
                history.of("user", id, Visitor.of(request).zone()).stream()
                        .findFirst()
                        .ifPresent(last -> model.addAttribute("last", last));
            }
            return FormErrors.again(problem, model, response, view);
        }
    }

    @PostMapping("/{id}/disable")
    String disable(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String confirm,
            HttpServletRequest request,
            HttpServletResponse response) {
        var user = confirmed(id, confirm);
        users.setDisabled(id, true);
        FlashCookie.say(
                request,
                response,
                user.name() + " can no longer sign in, and was signed out everywhere.");
        return "redirect:/users/" + id;
    }

    @PostMapping("/{id}/second-factors/reset")
    String resetFactors(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String confirm,
            HttpServletRequest request,
            HttpServletResponse response) {
        var user = confirmed(id, confirm);
        factors.reset(id);
        FlashCookie.say(
                request,
                response,
                user.name() + " has no second factor any more, and was signed out everywhere.");
        return "redirect:/users/" + id;
    }

    /** The person whose name was typed to go on. */
    private User confirmed(UUID id, String typed) {
        var user = users.find(id);
        if (!typed.strip().equals(user.name())) {
            throw Problem.invalid(
                    "confirm",
                    "The name typed is not “%s”. Nothing was changed.".formatted(user.name()));
        }
        return user;
    }

    @PostMapping("/{id}/enable")
    String enable(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        FlashCookie.say(
                request, response, users.setDisabled(id, false).name() + " can sign in again.");
        return "redirect:/users/" + id;
    }

    @PostMapping("/{id}/unlink")
    String unlink(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        links.unlink(id);
        FlashCookie.say(
                request,
                response,
                "The login is loosened from the provider, and signed out everywhere.");
        return "redirect:/users/" + id;
    }

    @PostMapping("/{id}/link")
    String newLink(@PathVariable UUID id, Model model) {
        return link(users.newLink(id), false, model);
    }

    private String link(Users.Added added, boolean isNew, Model model) {
        model.addAttribute("user", added.user());
        model.addAttribute("link", added.link());
        model.addAttribute("isNew", isNew);
        model.addAttribute("isMailed", outbox.isSending());
        return "access/user-link";
    }

    private static String addForm(UserForm form, Model model) {
        model.addAttribute("form", form);
        choices(model);
        return "access/user-new";
    }

    private String page(User user, UserForm form, HttpServletRequest request, Model model) {
        var zone = Visitor.of(request).zone();
        var seen = user.lastSeen();
        model.addAttribute(
                "row",
                new UserRow(
                        user,
                        seen == null ? null : Moment.from(clock.instant(), seen, zone),
                        null));
        model.addAttribute("form", form);
        model.addAttribute("history", history.of("user", user.id(), zone));
        model.addAttribute("links", links.of(user.id()));
        model.addAttribute("mayChange", mayChange(user));
        model.addAttribute("isFresh", Acting.isProofFresh());
        model.addAttribute(
                "factors", SecondFactorRows.of(factors.of(user.id()), clock.instant(), zone));
        model.addAttribute("readsTrail", Acting.actor().may(AuditTrail.READ));
        model.addAttribute(
                "sessions",
                sessions.of(user.id()).stream()
                        .map(session -> SessionRow.of(session, clock.instant(), zone))
                        .toList());
        model.addAttribute("isMe", user.id().equals(Acting.actor().id()));
        choices(model);
        return "access/user";
    }

    private static void choices(Model model) {
        model.addAttribute("professions", UserForm.professions());
        model.addAttribute(
                "roles",
                Arrays.stream(Role.values())
                        .filter(role -> role.isOfFirm() && role != Role.CLIENT)
                        .filter(role -> role != Role.OWNER || Acting.actor().may(Firms.OWN))
                        .toList());
    }

    private static boolean mayChange(User user) {
        var actor = Acting.actor();
        return actor.may(Users.WRITE)
                && (!user.roles().contains(Role.OWNER) || actor.may(Firms.OWN));
    }
}
