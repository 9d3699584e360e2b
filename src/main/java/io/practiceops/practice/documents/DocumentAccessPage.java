package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.trust.access.Colleagues;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** For whom a document is: as the client, or for those named alone. */
@Controller
@RequestMapping("/documents/{id}/access")
class DocumentAccessPage {

    private final Documents documents;
    private final DocumentReaders readers;
    private final Colleagues colleagues;

    DocumentAccessPage(Documents documents, DocumentReaders readers, Colleagues colleagues) {
        this.documents = documents;
        this.readers = readers;
        this.colleagues = colleagues;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model) {
        Acting.require(Documents.WRITE);
        return page(id, "", model);
    }

    @PostMapping
    String name(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String user,
            @RequestParam(defaultValue = "false") boolean mayEdit,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            readers.name(id, user.isEmpty() ? null : Ids.parse(user, "user"), mayEdit);
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, page(id, user, model));
        }
        FlashCookie.say(request, response, "Only those named see it now.");
        return "redirect:/documents/" + id + "/access";
    }

    @PostMapping("/{user}/remove")
    String remove(
            @PathVariable UUID id,
            @PathVariable UUID user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            readers.remove(id, user);
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, page(id, "", model));
        }
        FlashCookie.say(request, response, "They do not see it any more.");
        return user.equals(Acting.actor().id())
                ? "redirect:/documents"
                : "redirect:/documents/" + id + "/access";
    }

    @PostMapping("/open")
    String open(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        readers.open(id);
        FlashCookie.say(request, response, "All who may see the client see it now.");
        return "redirect:/documents/" + id + "/access";
    }

    /** The addresses of forms shown again with their errors, when somebody loads them anew. */
    @GetMapping("/{user}/remove")
    String again(@PathVariable UUID id) {
        return "redirect:/documents/" + id + "/access";
    }

    private String page(UUID id, String user, Model model) {
        model.addAttribute("document", documents.find(id));
        model.addAttribute("readers", readers.of(id));
        model.addAttribute("user", user);
        model.addAttribute(
                "people",
                colleagues.working().stream()
                        .map(one -> new Choice(one.id().toString(), one.name()))
                        .toList());
        return "documents/access";
    }
}
