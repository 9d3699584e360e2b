package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Link;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.documents.Version;
import io.practiceops.practice.sharing.OutsideLink.Standing;
import io.practiceops.practice.sharing.Shares.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The firm's share links: all of them, one with its log, and the form for a new one. */
@Controller
@RequestMapping("/shares")
class SharesPage {

    private static final int OTHERS = 30;

    private final Shares shares;
    private final ShareRows rows;
    private final Documents documents;
    private final Clients clients;
    private final Clock clock;

    SharesPage(Shares shares, ShareRows rows, Documents documents, Clients clients, Clock clock) {
        this.shares = shares;
        this.rows = rows;
        this.documents = documents;
        this.clients = clients;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable Standing standing,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable UUID client,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        var by = mine ? Acting.actor().id() : null;
        var slice = shares.list(new Filter(standing, by, client), cursor, Limit.DEFAULT);
        model.addAttribute("rows", rows.of(slice.items(), Visitor.of(request).zone()));
        model.addAttribute("next", slice.next());
        model.addAttribute("isFirst", cursor == null);
        model.addAttribute("isAll", standing == null && !mine && client == null);
        model.addAttribute("client", client == null ? null : clients.find(client));
        model.addAttribute("tabs", tabs(true));
        model.addAttribute("chips", chips(standing, mine, client));
        model.addAttribute("address", address(standing, mine, client));
        return "sharing/shares";
    }

    /** The two kinds of link. */
    static List<Link> tabs(boolean isShares) {
        return List.of(
                new Link("Documents shared", "/shares", isShares, null),
                new Link("Files asked for", "/upload-links", !isShares, null));
    }

    private static List<Link> chips(
            @Nullable Standing standing, boolean mine, @Nullable UUID client) {
        var chips = new ArrayList<Link>();
        chips.add(new Link("All", address(null, mine, client), standing == null, null));
        for (var one : Standing.values()) {
            chips.add(new Link(one.title(), address(one, mine, client), one == standing, null));
        }
        chips.add(new Link("Made by me", address(standing, !mine, client), mine, null));
        return chips;
    }

    private static String address(
            @Nullable Standing standing, boolean mine, @Nullable UUID client) {
        return "/shares?"
                + (standing == null ? "" : "standing=" + standing + "&")
                + (mine ? "mine=true&" : "")
                + (client == null ? "" : "client=" + client + "&");
    }

    @GetMapping("/{id}")
    String one(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        var zone = Visitor.of(request).zone();
        var share = shares.find(id);
        var log = shares.log(id, cursor, Limit.DEFAULT);
        model.addAttribute("row", rows.of(share, zone));
        model.addAttribute("events", rows.ofEvents(log.items(), zone));
        model.addAttribute("next", log.next());
        model.addAttribute("isFirst", cursor == null);
        model.addAttribute("mayShare", Acting.actor().may(Shares.SHARE));
        return "sharing/share-log";
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(defaultValue = "") List<UUID> document,
            HttpServletRequest request,
            Model model) {
        Acting.require(Shares.SHARE);
        if (document.isEmpty()) {
            return "redirect:/documents";
        }
        var day =
                LocalDate.ofInstant(
                        clock.instant().plus(NewLink.USUAL_LIFE), Visitor.of(request).zone());
        return form(ShareForm.blank(document, day), model);
    }

    @PostMapping
    String share(
            ShareForm sent,
            @RequestParam(defaultValue = "") List<UUID> more,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var zone = Visitor.of(request).zone();
        var form = sent.with(more);
        try {
            var made = shares.share(form.wanted(password, zone, clock));
            response.setHeader("Cache-Control", "no-store");
            model.addAttribute("made", made);
            model.addAttribute("row", rows.of(made.share(), zone));
            return "sharing/share-made";
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, form(form, model));
        }
    }

    private String form(ShareForm form, Model model) {
        var shared = form.ids().stream().map(documents::find).toList();
        var asking = shared.stream().filter(Shares::needsReason).toList();
        model.addAttribute("form", form);
        model.addAttribute("documents", shared);
        model.addAttribute("others", others(shared));
        model.addAttribute("warnings", asking.stream().map(Shares::whyReason).toList());
        return "sharing/share-new";
    }

    /** The newest papers of the same client, which may go with the same link. */
    private List<Document> others(List<Document> shared) {
        if (shared.isEmpty()) {
            return List.of();
        }
        return documents.list(shared.getFirst().clientId(), null, OTHERS).items().stream()
                .filter(other -> shared.stream().noneMatch(one -> one.id().equals(other.id())))
                .filter(other -> other.current().state() != Version.State.BLOCKED)
                .toList();
    }

    @PostMapping("/{id}/revoke")
    String revoke(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String then,
            HttpServletRequest request,
            HttpServletResponse response) {
        shares.revoke(id);
        FlashCookie.say(request, response, "The link is revoked. Nobody opens it any more.");
        return "redirect:"
                + (then != null && then.matches("/documents/[0-9a-f-]{36}")
                        ? then
                        : "/shares/" + id);
    }
}
