package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.Document;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The firm's upload links: one with what came by it, and the form for a new one. */
@Controller
@RequestMapping("/upload-links")
class UploadLinksPage {

    private final UploadLinks links;
    private final ShareRows rows;
    private final Clients clients;
    private final Clock clock;

    UploadLinksPage(UploadLinks links, ShareRows rows, Clients clients, Clock clock) {
        this.links = links;
        this.rows = rows;
        this.clients = clients;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        var slice = links.list(null, cursor, Limit.DEFAULT);
        model.addAttribute("rows", rows.ofUploads(slice.items(), Visitor.of(request).zone()));
        model.addAttribute("next", slice.next());
        model.addAttribute("isFirst", cursor == null);
        model.addAttribute("tabs", SharesPage.tabs(false));
        return "sharing/upload-links";
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(required = false) @Nullable UUID client,
            HttpServletRequest request,
            Model model) {
        Acting.require(Shares.SHARE);
        if (client == null) {
            return "redirect:/clients";
        }
        var day =
                LocalDate.ofInstant(
                        clock.instant().plus(NewLink.USUAL_LIFE), Visitor.of(request).zone());
        return form(UploadForm.blank(client, clients.find(client).name(), day), model);
    }

    @PostMapping
    String ask(
            UploadForm form,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var zone = Visitor.of(request).zone();
        try {
            var made = links.ask(form.wanted(password, zone, clock.instant()));
            response.setHeader("Cache-Control", "no-store");
            model.addAttribute("made", made);
            model.addAttribute("client", clients.find(form.ofClient()));
            model.addAttribute("row", rows.row(made.link(), zone));
            return "sharing/upload-made";
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, form(form, model));
        }
    }

    private String form(UploadForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("client", clients.find(form.ofClient()));
        model.addAttribute(
                "categories",
                Arrays.stream(Document.Category.values())
                        .map(category -> new Choice(category.name(), category.title()))
                        .toList());
        return "sharing/upload-new";
    }

    @GetMapping("/{id}")
    String one(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        var zone = Visitor.of(request).zone();
        var link = links.find(id);
        var log = links.log(id, cursor, Limit.DEFAULT);
        model.addAttribute("row", rows.row(link, zone));
        model.addAttribute("client", clients.find(link.client()));
        model.addAttribute("events", rows.ofEvents(log.items(), zone));
        model.addAttribute("next", log.next());
        model.addAttribute("isFirst", cursor == null);
        model.addAttribute("mayShare", Acting.actor().may(Shares.SHARE));
        return "sharing/upload-log";
    }

    @PostMapping("/{id}/revoke")
    String revoke(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        links.revoke(id);
        FlashCookie.say(request, response, "The link is revoked. Nothing comes by it any more.");
        return "redirect:/upload-links/" + id;
    }
}
