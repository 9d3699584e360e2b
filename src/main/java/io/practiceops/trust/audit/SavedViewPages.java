package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The saved views: keeping one, and putting them in order. */
@Controller
@RequestMapping("/audit/views")
class SavedViewPages {

    private final SavedViews views;

    SavedViewPages(SavedViews views) {
        this.views = views;
    }

    @GetMapping
    String list(@ModelAttribute("query") AuditQuery query, Model model) {
        return page(query, "", model);
    }

    private String page(AuditQuery query, String name, Model model) {
        model.addAttribute("views", views.all());
        model.addAttribute("me", Acting.actor().id());
        model.addAttribute("query", query);
        model.addAttribute("name", name);
        return "audit/views";
    }

    @PostMapping
    String save(
            @RequestParam(defaultValue = "") String name,
            @ModelAttribute("query") AuditQuery query,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var view = views.save(name, query);
            FlashCookie.say(request, response, "Saved as “" + view.name() + "”.");
            return "redirect:" + view.url();
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, page(query, name, model));
        }
    }

    @PostMapping("/{id}/rename")
    String rename(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            FlashCookie.say(
                    request, response, "It is “" + views.rename(id, name).name() + "” now.");
            return "redirect:/audit/views";
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, page(AuditQuery.none(), "", model));
        }
    }

    @PostMapping("/{id}/share")
    String share(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean shared,
            HttpServletRequest request,
            HttpServletResponse response) {
        var view = views.share(id, shared);
        FlashCookie.say(
                request,
                response,
                shared
                        ? "Everybody who reads the trail sees “" + view.name() + "”."
                        : "“" + view.name() + "” is yours alone.");
        return "redirect:/audit/views";
    }

    @PostMapping("/{id}/delete")
    String delete(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        views.delete(id);
        FlashCookie.say(request, response, "Deleted. Nothing of the trail is gone.");
        return "redirect:/audit/views";
    }

    /** The address of a form shown again with its errors, when somebody loads it anew. */
    @GetMapping("/{id}/rename")
    String again(@PathVariable UUID id) {
        views.find(id);
        return "redirect:/audit/views";
    }
}
