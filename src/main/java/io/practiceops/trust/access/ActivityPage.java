package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Link;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.trust.audit.Activity;
import io.practiceops.trust.audit.Activity.Side;
import io.practiceops.trust.audit.AuditRow;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What a person did: their sign-ins, the documents they saw, what they changed, by days. */
@Controller
class ActivityPage {

    private final Activity activity;
    private final Users users;
    private final Clock clock;

    ActivityPage(Activity activity, Users users, Clock clock) {
        this.activity = activity;
        this.users = users;
        this.clock = clock;
    }

    @GetMapping("/users/{id}/activity")
    String of(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String side,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("name", users.find(id).name());
        return page(id, "/users/" + id, side, cursor, request, model);
    }

    @GetMapping("/me/activity")
    String mine(
            @RequestParam(required = false) @Nullable String side,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        Acting.firm();
        var me = Objects.requireNonNull(Acting.actor().id());
        model.addAttribute("name", Acting.actor().name());
        return page(me, "/me", side, cursor, request, model);
    }

    private String page(
            UUID person,
            String owner,
            @Nullable String asked,
            @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        var side = side(asked);
        var of = activity.of(person, side, cursor, Limit.DEFAULT);
        var zone = Visitor.of(request).zone();
        var address = owner + "/activity";
        var entries = of.entries();
        model.addAttribute("owner", owner);
        model.addAttribute("isMe", person.equals(Acting.actor().id()));
        model.addAttribute("tabs", tabs(address, side, of.counts()));
        model.addAttribute("days", AuditRow.byDay(entries.items(), zone, clock));
        model.addAttribute("refused", AuditRow.byDay(of.refusedSignIns(), zone, clock));
        model.addAttribute("places", places(of.places()));
        model.addAttribute("shown", entries.items().size());
        var at = address + "?side=" + word(side);
        model.addAttribute(
                "older", entries.next() == null ? null : at + "&cursor=" + entries.next());
        model.addAttribute("newest", cursor == null ? null : at);
        return "access/activity";
    }

    private static Side side(@Nullable String asked) {
        return Arrays.stream(Side.values())
                .filter(side -> word(side).equals(asked))
                .findFirst()
                .orElse(Side.ALL);
    }

    private static String word(Side side) {
        return side.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<Link> tabs(String address, Side current, Map<Side, Integer> counts) {
        return Arrays.stream(Side.values())
                .map(side ->
                        new Link(
                                side.title(),
                                address + "?side=" + word(side),
                                side == current,
                                counts.getOrDefault(side, 0).toString()))
                .toList();
    }

    /** “198.51.100.7, Firefox on Linux”, by entry. */
    private static Map<UUID, String> places(Map<UUID, Activity.Place> places) {
        var words = new HashMap<UUID, String>();
        places.forEach((entry, place) ->
                words.put(
                        entry,
                        Stream.of(
                                        place.address(),
                                        place.agent() == null
                                                ? null
                                                : Session.device(place.agent()))
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(", "))));
        return words;
    }
}
