package io.practiceops.console.search;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Right;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SearchPage {

    /** Whoever has a first screen may look for things; each kind asks for its own right. */
    private static final Right READ = new Right("overview.read");

    private static final int MOST_ON_PAGE = 25;
    private static final int MOST_IN_PALETTE = 6;

    /** A line of the command palette. */
    record Item(String title, String kind, String url, String hint, String icon) {}

    record Items(List<Item> items) {}

    private final Search search;

    SearchPage(Search search) {
        this.search = search;
    }

    @GetMapping("/search")
    String page(@RequestParam(defaultValue = "") String q, Model model) {
        Acting.require(READ);
        var groups = search.find(q, MOST_ON_PAGE);
        model.addAttribute("q", q.strip());
        model.addAttribute(
                "groups", groups.stream().filter(group -> !group.hits().isEmpty()).toList());
        model.addAttribute("kinds", groups.stream().map(Group::title).toList());
        model.addAttribute("most", MOST_ON_PAGE);
        return "search/search";
    }

    @GetMapping(path = "/search.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Items> palette(@RequestParam(defaultValue = "") String q) {
        Acting.require(READ);
        var items =
                search.names(q, MOST_IN_PALETTE).stream()
                        .flatMap(group -> group.hits().stream().map(hit -> item(group, hit)))
                        .toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Items(items));
    }

    private static Item item(Group group, Hit hit) {
        return new Item(
                hit.title(),
                group.title(),
                hit.url(),
                hit.hint(),
                "/img/icons.svg#" + group.icon());
    }
}
