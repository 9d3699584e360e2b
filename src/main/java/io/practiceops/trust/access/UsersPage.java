package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Link;
import io.practiceops.foundation.web.Links;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The people of the firm, and what each role may do. */
@Controller
@RequestMapping("/users")
class UsersPage {

    private final Users users;
    private final Roles roles;
    private final Clock clock;

    UsersPage(Users users, Roles roles, Clock clock) {
        this.users = users;
        this.roles = roles;
        this.clock = clock;
    }

    /** A firm has at most some hundred people: narrowed here rather than in the database. */
    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String standing,
            HttpServletRequest request,
            Model model) {
        var all = users.all();
        var named = all.stream().filter(user -> matches(user, q)).toList();
        model.addAttribute("rows", rows(named, standing, Visitor.of(request).zone()));
        model.addAttribute("chips", chips(named, q, standing));
        model.addAttribute("query", q.strip());
        model.addAttribute("standing", standing);
        model.addAttribute("count", all.size());
        model.addAttribute("mayWrite", Acting.actor().may(Users.WRITE));
        return "access/users";
    }

    @GetMapping("/roles")
    String roles(Model model) {
        Acting.require(Users.READ);
        model.addAttribute("matrix", roles.matrix());
        model.addAttribute("meanings", roles);
        return "access/roles";
    }

    private List<UserRow> rows(List<User> found, String standing, ZoneId zone) {
        var now = clock.instant();
        return found.stream()
                .filter(user ->
                        standing.isEmpty() || UserRow.Standing.of(user).word().equals(standing))
                .map(user -> {
                    var seen = user.lastSeen();
                    return new UserRow(user, seen == null ? null : Moment.from(now, seen, zone));
                })
                .toList();
    }

    private static boolean matches(User user, String query) {
        var text =
                (user.name() + " " + user.email() + " " + user.rolesInWords())
                        .toLowerCase(Locale.ROOT);
        return text.contains(query.strip().toLowerCase(Locale.ROOT));
    }

    private static List<Link> chips(List<User> named, String query, String standing) {
        var asked = query.isBlank() ? "" : "q=" + Links.encoded(query.strip()) + "&";
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
        return chips;
    }
}
