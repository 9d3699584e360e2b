package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Link;
import io.practiceops.foundation.web.Links;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.practice.clients.Clients;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The papers of a client as folders. */
@Controller
class FolderPage {

    private final Folders folders;
    private final Clients clients;
    private final DocumentRows rows;

    FolderPage(Folders folders, Clients clients, DocumentRows rows) {
        this.folders = folders;
        this.clients = clients;
        this.rows = rows;
    }

    @GetMapping("/clients/{id}/files")
    String folder(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String folder,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        Acting.require(Documents.READ);
        var client = clients.find(id);
        var slice = folders.documents(id, folder, year, cursor, Limit.DEFAULT);
        var years = folders.years(id, folder);
        model.addAttribute("client", client);
        model.addAttribute("folder", folder);
        model.addAttribute("address", address(id, folder, year));
        model.addAttribute("crumbs", crumbs(id, client.name(), folder, year));
        model.addAttribute(
                "inner",
                folders.within(id, folder, year).stream()
                        .map(one ->
                                new Link(
                                        one.name(),
                                        address(id, one.path(), year),
                                        false,
                                        Long.toString(one.documents())))
                        .toList());
        model.addAttribute("years", years(id, folder, year, years));
        model.addAttribute("rows", rows.of(slice.items(), Visitor.of(request).zone()));
        model.addAttribute("next", slice.next());
        model.addAttribute("isFirst", cursor == null);
        model.addAttribute("mayWrite", Acting.actor().may(Documents.WRITE));
        return "documents/folder";
    }

    private static List<Link> crumbs(
            UUID client, String name, String folder, @Nullable Integer year) {
        var crumbs = new ArrayList<Link>();
        crumbs.add(new Link(name, address(client, "", year), folder.isEmpty(), null));
        for (var end = folder.indexOf('/'); !folder.isEmpty(); end = folder.indexOf('/', end + 1)) {
            var path = end < 0 ? folder : folder.substring(0, end);
            var last = path.substring(path.lastIndexOf('/') + 1);
            crumbs.add(new Link(last, address(client, path, year), end < 0, null));
            if (end < 0) {
                break;
            }
        }
        return crumbs;
    }

    private static List<Link> years(
            UUID client, String folder, @Nullable Integer chosen, List<Folders.Year> years) {
        if (years.isEmpty()) {
            return List.of();
        }
        var links = new ArrayList<Link>();
        links.add(new Link("All years", address(client, folder, null), chosen == null, null));
        for (var one : years) {
            links.add(
                    new Link(
                            Integer.toString(one.year()),
                            address(client, folder, one.year()),
                            chosen != null && chosen == one.year(),
                            Long.toString(one.documents())));
        }
        return links;
    }

    private static String address(UUID client, String folder, @Nullable Integer year) {
        return "/clients/%s/files?folder=%s%s"
                .formatted(client, Links.encoded(folder), year == null ? "" : "&year=" + year);
    }
}
