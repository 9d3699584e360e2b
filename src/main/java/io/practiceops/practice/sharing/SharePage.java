package io.practiceops.practice.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.web.Moment;
import io.practiceops.practice.documents.Versions;
import io.practiceops.practice.sharing.LinkRefused.Why;
import io.practiceops.practice.sharing.ShareDoor.Seen;
import io.practiceops.practice.sharing.ShareDoor.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What a recipient of documents sees. Nothing but the button opens a link, so that neither a mail
 * scanner nor a preview uses it up.
 */
@Controller
@RequestMapping("/s/{token}")
class SharePage {

    private static final int PAGES_AT_ONCE = 20;

    private final ShareDoor door;
    private final SharedPictures pictures;
    private final DrawingTurns turns;
    private final Versions versions;

    SharePage(ShareDoor door, SharedPictures pictures, DrawingTurns turns, Versions versions) {
        this.door = door;
        this.pictures = pictures;
        this.turns = turns;
        this.versions = versions;
    }

    @ModelAttribute
    void keepToThemselves(HttpServletResponse response) {
        Outside.keepToThemselves(response);
    }

    @GetMapping
    String look(@PathVariable String token, HttpServletRequest request, Model model) {
        return show(token, door.look(token, Guest.of(request)), model);
    }

    private static String show(String token, Seen seen, Model model) {
        if (seen.visit() != null && seen.shown().size() == 1) {
            return "redirect:" + place(token, seen.shown().getFirst());
        }
        model.addAttribute("token", token);
        model.addAttribute("seen", seen);
        model.addAttribute("until", until(seen));
        return "sharing/share";
    }

    @PostMapping("/open")
    String open(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var guest = Guest.of(request).known(request, response);
        try {
            door.open(token, guest, password);
            return "redirect:/s/" + token;
        } catch (LinkRefused refused) {
            if (refused.why() != Why.WRONG_PASSWORD && refused.why() != Why.TOO_MANY) {
                throw refused;
            }
            response.setStatus(refused.why().status());
            model.addAttribute("error", refused.why().title() + ". " + refused.mend());
            return show(token, door.look(token, guest), model);
        }
    }

    @GetMapping("/documents/{number}")
    String document(
            @PathVariable String token,
            @PathVariable int number,
            @RequestParam(defaultValue = "1") int from,
            HttpServletRequest request,
            Model model) {
        return door.with(
                token,
                Guest.of(request),
                number,
                (seen, shown) -> {
                    var pages =
                            SharedPictures.canDraw(shown.version())
                                    ? turns.draw(
                                            seen.visitId(), () -> pictures.pages(shown.version()))
                                    : null;
                    var count = pages == null ? 0 : pages.count();
                    var first = Math.clamp(from, 1, Math.max(1, count));
                    var last = Math.min(count, first + PAGES_AT_ONCE - 1);
                    model.addAttribute("token", token);
                    model.addAttribute("seen", seen);
                    model.addAttribute("shown", shown);
                    model.addAttribute("until", until(seen));
                    model.addAttribute("count", count);
                    model.addAttribute(
                            "sheets",
                            IntStream.rangeClosed(first, last)
                                    .mapToObj(page ->
                                            Sheet.of(
                                                    page, Objects.requireNonNull(pages).size(page)))
                                    .toList());
                    model.addAttribute("next", last < count ? last + 1 : 0);
                    model.addAttribute(
                            "previous", first > 1 ? Math.max(1, first - PAGES_AT_ONCE) : 0);
                    return "sharing/document";
                });
    }

    @GetMapping("/documents/{number}/pages/{page}")
    ResponseEntity<byte[]> page(
            @PathVariable String token,
            @PathVariable int number,
            @PathVariable int page,
            HttpServletRequest request) {
        var guest = Guest.of(request);
        return door.with(
                token,
                guest,
                number,
                (seen, shown) -> {
                    if (!SharedPictures.canDraw(shown.version())) {
                        throw new LinkRefused(Why.NOT_DRAWABLE);
                    }
                    var picture =
                            turns.draw(
                                    seen.visitId(),
                                    () -> pictures.page(shown.version(), page, seen.mark()));
                    door.notePage(seen, shown, guest, page);
                    return ResponseEntity.ok()
                            .contentType(MediaType.parseMediaType(picture.mediaType()))
                            .body(picture.bytes());
                });
    }

    @GetMapping("/documents/{number}/file")
    ResponseEntity<Resource> download(
            @PathVariable String token, @PathVariable int number, HttpServletRequest request) {
        var guest = Guest.of(request);
        return door.with(
                token,
                guest,
                number,
                (seen, shown) -> {
                    Outside.requireOffered(seen);
                    var mark = seen.mark();
                    if (mark == null) {
                        var content = original(shown);
                        door.noteDownload(seen, shown, guest);
                        return file(shown, null, opened(content));
                    }
                    return turns.copy(
                            seen.visitId(),
                            drawing -> {
                                pictures.requireStampable(shown.version(), drawing);
                                door.noteDownload(seen, shown, guest);
                                var copy = pictures.stamped(shown.version(), mark, drawing);
                                return file(shown, mark, new InputStreamResource(copy));
                            });
                });
    }

    /** Now, while the work is still the firm's. */
    private static Resource opened(Resource content) {
        try {
            return new InputStreamResource(content.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("A shared file could not be read", e);
        }
    }

    private Resource original(Shown shown) {
        return versions.content(shown.document().id(), shown.version().number());
    }

    private static ResponseEntity<Resource> file(
            Shown shown, @Nullable String mark, Resource content) {
        var name = shown.name();
        var type = shown.version().mediaType();
        var isNewPdf = mark != null && !type.equals("application/pdf");
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(isNewPdf ? name + ".pdf" : name, UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .contentType(MediaType.parseMediaType(mark == null ? type : "application/pdf"))
                .body(content);
    }

    @ExceptionHandler(LinkRefused.class)
    String refused(LinkRefused refused, HttpServletResponse response, Model model) {
        return Outside.refused(refused, response, model);
    }

    private static String place(String token, Shown shown) {
        return "/s/" + token + "/documents/" + shown.place();
    }

    private static Moment until(Seen seen) {
        return Moment.at(seen.share().link().expiresAt(), seen.firm().zone());
    }
}
