package io.practiceops.practice.viewing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.practice.documents.Documents;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The viewer: a version page by page, with what was noted on it. */
@Controller
@RequestMapping("/documents/{id}/view")
class ViewerPage {

    private final Viewing viewing;
    private final Annotations annotations;
    private final Documents documents;
    private final Clock clock;

    ViewerPage(Viewing viewing, Annotations annotations, Documents documents, Clock clock) {
        this.viewing = viewing;
        this.annotations = annotations;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * @param opening goes on with one, as the links between the pages of a long document do
     */
    @GetMapping
    String view(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable UUID opening,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String q,
            HttpServletRequest request,
            Model model) {
        var opened = opening == null ? viewing.open(id, version) : goOn(id, opening, version);
        var shown = viewing.shown(opened);
        var notes = annotations.of(opened);
        var zone = Visitor.of(request).zone();
        model.addAttribute("opening", opened);
        model.addAttribute("shown", shown);
        model.addAttribute("sent", sent(shown, zone));
        model.addAttribute("at", page);
        model.addAttribute("query", q.strip());
        model.addAttribute("hits", hits(opened, shown, q));
        model.addAttribute(
                "sheets",
                shown instanceof Shown.Paper(var pages)
                        ? Sheet.around(page, pages, notes)
                        : List.<Sheet>of());
        model.addAttribute(
                "notes",
                notes.stream().map(one -> NoteRow.of(one, clock.instant(), zone)).toList());
        model.addAttribute("parts", documents.partsOf(id));
        model.addAttribute("mayWrite", Acting.actor().may(Documents.WRITE));
        return "viewing/viewer";
    }

    /** An opening of yesterday is opened anew, which is on record anew. */
    private Opening goOn(UUID id, UUID opening, @Nullable Integer version) {
        try {
            return viewing.find(id, opening);
        } catch (Problem problem) {
            if (problem.type() != ProblemType.NOT_FOUND) {
                throw problem;
            }
            return viewing.open(id, version);
        }
    }

    private static @Nullable Moment sent(Shown shown, ZoneId zone) {
        return shown instanceof Shown.Letter(var mail) && mail.sent() != null
                ? Moment.at(mail.sent(), zone)
                : null;
    }

    private List<Viewing.Hits> hits(Opening opening, Shown shown, String words) {
        return words.isBlank() || !(shown instanceof Shown.Paper)
                ? List.of()
                : viewing.search(opening, words);
    }

    @GetMapping("/{opening}/pages/{page}/picture")
    ResponseEntity<byte[]> picture(
            @PathVariable UUID id,
            @PathVariable UUID opening,
            @PathVariable int page,
            @RequestParam(defaultValue = "900") int width) {
        var drawn = viewing.picture(viewing.find(id, opening), page, width);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.parseMediaType(drawn.mediaType()))
                .body(drawn.bytes());
    }

    /** Text, x, y, width and height of each word, in parts of the page. */
    record Layer(List<List<Object>> words, boolean complete) {}

    @GetMapping("/{opening}/pages/{page}/words")
    @ResponseBody
    Layer words(@PathVariable UUID id, @PathVariable UUID opening, @PathVariable int page) {
        var layer = viewing.words(viewing.find(id, opening), page);
        var words =
                layer.words().stream()
                        .map(word ->
                                List.<Object>of(
                                        word.text(),
                                        rounded(word.x()),
                                        rounded(word.y()),
                                        rounded(word.width()),
                                        rounded(word.height())))
                        .toList();
        return new Layer(words, layer.complete());
    }

    private static double rounded(double part) {
        return Math.round(part * 100_000) / 100_000.0;
    }
}
