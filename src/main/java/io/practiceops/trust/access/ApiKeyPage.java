package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Keys for programs: one's own, and for whoever sees the firm's people, all of them. */
@Controller
@RequestMapping("/api-keys")
class ApiKeyPage {

    private static final List<Choice> LIVES =
            List.of(
                    new Choice("30", "In 30 days"),
                    new Choice("90", "In 90 days"),
                    new Choice("365", "In a year"),
                    new Choice("never", "When it is revoked"));

    private final ApiKeys keys;
    private final Roles roles;
    private final Address address;
    private final Clock clock;

    ApiKeyPage(ApiKeys keys, Roles roles, Address address, Clock clock) {
        this.keys = keys;
        this.roles = roles;
        this.address = address;
        this.clock = clock;
    }

    @GetMapping
    String mine(HttpServletRequest request, Model model) {
        return list(keys.mine(), true, Visitor.of(request).zone(), model);
    }

    @GetMapping("/firm")
    String ofFirm(HttpServletRequest request, Model model) {
        return list(keys.ofFirm(), false, Visitor.of(request).zone(), model);
    }

    private String list(List<ApiKey> found, boolean isMine, ZoneId zone, Model model) {
        model.addAttribute("rows", found.stream().map(key -> row(key, zone)).toList());
        model.addAttribute("isMine", isMine);
        model.addAttribute(
                "seesFirm", Acting.actor().may(Users.READ) && Acting.actor().firm() != null);
        return "access/api-keys";
    }

    private ApiKeyRow row(ApiKey key, ZoneId zone) {
        var now = clock.instant();
        var expires = key.expiresAt();
        return new ApiKeyRow(
                key,
                Moment.from(now, key.createdAt(), zone),
                from(now, expires, zone),
                from(now, key.lastUsedAt(), zone),
                from(now, key.revokedAt(), zone),
                expires != null && !expires.isAfter(now),
                key.scopes().stream().map(roles::meaning).toList());
    }

    private static @Nullable Moment from(Instant now, @Nullable Instant at, ZoneId zone) {
        return at == null ? null : Moment.from(now, at, zone);
    }

    @GetMapping("/new")
    String blank(Model model) {
        Acting.require(ApiKeys.OWN);
        Acting.requireFreshProofToBegin();
        return form("", Set.of(), "", "90", model);
    }

    @PostMapping
    String make(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") Set<String> scopes,
            @RequestParam(defaultValue = "") String allowed,
            @RequestParam(defaultValue = "90") String expires,
            HttpServletResponse response,
            Model model) {
        try {
            if (scopes.isEmpty()) {
                throw Problem.invalid("scopes", "Choose at least one thing the key may do.");
            }
            var networks =
                    Arrays.stream(allowed.split("[\\s,;]+"))
                            .filter(text -> !text.isEmpty())
                            .toList();
            model.addAttribute(
                    "made", keys.make(new ApiKeys.Wanted(name, scopes, life(expires), networks)));
            model.addAttribute("example", address.of("/api/v1/me"));
            return "access/api-key-made";
        } catch (Problem problem) {
            return FormErrors.again(
                    problem, model, response, form(name, scopes, allowed, expires, model));
        }
    }

    private static @Nullable Duration life(String expires) {
        return switch (expires) {
            case "never" -> null;
            case "30", "90", "365" -> Duration.ofDays(Long.parseLong(expires));
            default -> throw Problem.invalid("expires", "Choose when it stops working.");
        };
    }

    @PostMapping("/{id}/revoke")
    String revoke(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        keys.revoke(id);
        FlashCookie.say(
                request,
                response,
                "The key is revoked. Programs that use it are refused from now on.");
        return "redirect:/api-keys";
    }

    private String form(
            String name, Set<String> scopes, String allowed, String expires, Model model) {
        model.addAttribute("allowed", allowed);
        model.addAttribute("name", name);
        model.addAttribute("chosen", scopes);
        model.addAttribute("expires", expires);
        model.addAttribute("lives", LIVES);
        model.addAttribute(
                "scopes",
                roles.matrix().keySet().stream()
                        .filter(Acting.actor().rights()::contains)
                        .map(right -> new Choice(right, roles.meaning(right)))
                        .toList());
        return "access/api-key-new";
    }
}
