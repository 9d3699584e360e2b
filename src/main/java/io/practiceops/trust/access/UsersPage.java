package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Link;
import io.practiceops.foundation.web.Links;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The people of the firm. */
@Controller
@RequestMapping("/users")
class UsersPage {

    private static final String DORMANT = "dormant";

    private final Users users;
    private final ApiKeys keys;
    private final Dormancy dormancy;
    private final Clock clock;

    UsersPage(Users users, ApiKeys keys, Dormancy dormancy, Clock clock) {
        this.users = users;
        this.keys = keys;
        this.dormancy = dormancy;
        this.clock = clock;
    }

    /** A firm has at most some hundred people: narrowed here rather than in the database. */
    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String standing,
            @RequestParam(required = false) @Nullable Role role,
            HttpServletRequest request,
            Model model) {
        var all = users.all();
        var named =
                all.stream()
                        .filter(user -> role == null || user.roles().contains(role))
                        .filter(user -> matches(user, q))
                        .toList();
        var dormant = dormancy.since();
        model.addAttribute("rows", rows(named, standing, dormant, Visitor.of(request).zone()));
        model.addAttribute("chips", chips(named, asked(q, role), standing, dormant.keySet()));
        model.addAttribute("dormantDays", dormancy.days());
        model.addAttribute(
                "dormantKeys",
                standing.equals(DORMANT)
                        ? keys.ofFirm().stream().filter(dormancy::isDormant).toList()
                        : List.of());
        model.addAttribute("role", role);
        model.addAttribute("query", q.strip());
        model.addAttribute("standing", standing);
        model.addAttribute("count", all.size());
        model.addAttribute("mayWrite", Acting.actor().may(Users.WRITE));
        return "access/users";
    }

    private List<UserRow> rows(
            List<User> found, String standing, Map<UUID, Instant> dormant, ZoneId zone) {
        return found.stream()
                .filter(user -> stands(user, standing, dormant.keySet()))
                .map(user ->
                        new UserRow(
                                user,
                                moment(user.lastSeen(), zone),
                                moment(dormant.get(user.id()), zone)))
                .toList();
    }

    private @Nullable Moment moment(@Nullable Instant at, ZoneId zone) {
        return at == null ? null : Moment.from(clock.instant(), at, zone);
    }

    private static boolean stands(User user, String standing, Set<UUID> dormant) {
        return standing.isEmpty()
                || (standing.equals(DORMANT)
                        ? dormant.contains(user.id())
                        : UserRow.Standing.of(user).word().equals(standing));
    }

    private static boolean matches(User user, String query) {
        var text =
                (user.name() + " " + user.email() + " " + user.rolesInWords())
                        .toLowerCase(Locale.ROOT);
        return text.contains(query.strip().toLowerCase(Locale.ROOT));
    }

    private static String asked(String query, @Nullable Role role) {
        return (query.isBlank() ? "" : "q=" + Links.encoded(query.strip()) + "&")
                + (role == null ? "" : "role=" + role + "&");
    }

    private static List<Link> chips(
            List<User> named, String asked, String standing, Set<UUID> dormant) {
        var chips = new ArrayList<Link>();
        chips.add(
                new Link(
                        "All",
                        "/users?" + asked,
                        standing.isEmpty(),
                        Integer.toString(named.size())));
        for (var kind : UserRow.Standing.values()) {
            var count = named.stream().filter(user -> UserRow.Standing.of(user) == kind).count();
            var isOn = kind.word().equals(standing);
            if (count > 0 || isOn) {
                chips.add(
                        new Link(
                                kind.title(),
                                "/users?" + asked + "standing=" + kind.word(),
                                isOn,
                                Long.toString(count)));
            }
        }
        var asleep = named.stream().filter(user -> dormant.contains(user.id())).count();
        if (asleep > 0 || standing.equals(DORMANT)) {
            chips.add(
                    new Link(
                            "Dormant",
                            "/users?" + asked + "standing=" + DORMANT,
                            standing.equals(DORMANT),
                            Long.toString(asleep)));
        }
        return chips;
    }
}
