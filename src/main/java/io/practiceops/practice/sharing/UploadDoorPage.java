package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Moment;
import io.practiceops.practice.sharing.LinkRefused.Why;
import io.practiceops.practice.sharing.UploadDoor.Seen;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
import org.springframework.web.multipart.MultipartFile;

/** What a client sees who is asked for files: one request a file from a script, or a plain form. */
@Controller
@RequestMapping("/u/{token}")
class UploadDoorPage {

    private final UploadDoor door;

    UploadDoorPage(UploadDoor door) {
        this.door = door;
    }

    @ModelAttribute
    void keepToThemselves(HttpServletResponse response) {
        Outside.keepToThemselves(response);
    }

    @GetMapping
    String look(
            @PathVariable String token,
            @RequestParam(defaultValue = "0") int came,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("justCame", Math.clamp(came, 0, 1000));
        return show(token, door.look(token, Guest.of(request)), model);
    }

    private static String show(String token, Seen seen, Model model) {
        var zone = seen.firm().zone();
        model.addAttribute("token", token);
        model.addAttribute("seen", seen);
        model.addAttribute("until", Moment.at(seen.link().link().expiresAt(), zone));
        model.addAttribute("most", Outside.size(seen.link().mostBytes()));
        return "sharing/hand-in";
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
            return "redirect:/u/" + token;
        } catch (LinkRefused refused) {
            if (refused.why() != Why.WRONG_PASSWORD && refused.why() != Why.TOO_MANY) {
                throw refused;
            }
            response.setStatus(refused.why().status());
            model.addAttribute("error", refused.why().title() + ". " + refused.mend());
            return show(token, door.look(token, guest), model);
        }
    }

    @PostMapping(path = "/files", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> handInOne(
            @PathVariable String token,
            @RequestParam MultipartFile files,
            @RequestParam(required = false) @Nullable Integer wish,
            HttpServletRequest request)
            throws IOException {
        try {
            take(token, request, files, wish);
        } catch (LinkRefused refused) {
            throw Outside.asProblem(refused);
        }
        return ResponseEntity.status(HttpStatus.CREATED).body(Map.of("stored", "yes"));
    }

    @PostMapping(path = "/files", produces = MediaType.TEXT_HTML_VALUE)
    String handIn(
            @PathVariable String token,
            @RequestParam List<MultipartFile> files,
            @RequestParam(required = false) @Nullable Integer wish,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model)
            throws IOException {
        var guest = Guest.of(request);
        var came = 0;
        try {
            for (var file : files) {
                take(token, request, file, wish);
                came++;
            }
            return "redirect:/u/" + token + "?came=" + came;
        } catch (Problem problem) {
            response.setStatus(problem.type().status());
            model.addAttribute("justCame", came);
            model.addAttribute(
                    "error",
                    problem.mend() == null
                            ? problem.detail()
                            : problem.detail() + " " + problem.mend());
            return show(token, door.look(token, guest), model);
        }
    }

    private void take(
            String token, HttpServletRequest request, MultipartFile file, @Nullable Integer wish)
            throws IOException {
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        if (name.isBlank()) {
            throw Problem.invalid("files", "Choose a file first.");
        }
        try (var bytes = file.getInputStream()) {
            door.handIn(
                    token,
                    Guest.of(request),
                    new UploadDoor.File(name, file.getSize(), wish, bytes),
                    GuestFiles.roomOf(request));
        }
    }

    @ExceptionHandler(LinkRefused.class)
    String refused(LinkRefused refused, HttpServletResponse response, Model model) {
        return Outside.refused(refused, response, model);
    }
}
