package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.PageContext.State;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** What can be done with the versions of a document, from its page. */
@Controller
@RequestMapping("/documents/{id}")
class VersionPage {

    private final Versions versions;

    VersionPage(Versions versions) {
        this.versions = versions;
    }

    @PostMapping(path = "/versions", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String add(
            @PathVariable UUID id,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        try (var bytes = file.getInputStream()) {
            var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            return done(
                    id,
                    request,
                    response,
                    () ->
                            "Version %d is stored."
                                    .formatted(versions.add(id, from, note, name, bytes).number()));
        }
    }

    @PostMapping("/versions/{number}/restore")
    String restore(
            @PathVariable UUID id,
            @PathVariable int number,
            HttpServletRequest request,
            HttpServletResponse response) {
        return done(
                id,
                request,
                response,
                () ->
                        "Version %d says what version %d said."
                                .formatted(versions.restore(id, number).number(), number));
    }

    @PostMapping("/check-out")
    String checkOut(
            @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        return done(
                id,
                request,
                response,
                () -> {
                    versions.checkOut(id);
                    return "You have it checked out. Upload the new version when you are done.";
                });
    }

    @PostMapping("/check-out/end")
    String endCheckOut(
            @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        return done(
                id,
                request,
                response,
                () -> {
                    versions.endCheckOut(id);
                    return "The check-out has ended; nothing was changed.";
                });
    }

    @GetMapping("/versions/{number}/download")
    ResponseEntity<Resource> download(@PathVariable UUID id, @PathVariable int number) {
        return DocumentApi.content(versions.download(id, number));
    }

    /** Back on the page either way: what stands against it is said there, beside the versions. */
    private static String done(
            UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            Supplier<String> act) {
        try {
            FlashCookie.say(request, response, act.get());
        } catch (Problem problem) {
            switch (problem.type()) {
                case CONFLICT, INVALID_INPUT, CHANGED_MEANWHILE ->
                        FlashCookie.say(request, response, State.BAD, words(problem));
                default -> throw problem;
            }
        }
        return "redirect:/documents/" + id;
    }

    private static String words(Problem problem) {
        return problem.fields().isEmpty()
                ? problem.detail() + " " + problem.mend()
                : problem.fields().getFirst().message();
    }
}
