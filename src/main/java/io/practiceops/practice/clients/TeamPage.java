package io.practiceops.practice.clients;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Team and walls of a client: who works for it, to whom it is open, who is shut out. */
@Controller
@RequestMapping("/clients/{id}")
class TeamPage {

    private final Clients clients;
    private final Team team;
    private final Walls walls;
    private final TeamRows rows;

    TeamPage(Clients clients, Team team, Walls walls, TeamRows rows) {
        this.clients = clients;
        this.team = team;
        this.walls = walls;
        this.rows = rows;
    }

    @GetMapping("/team")
    String show(@PathVariable UUID id, HttpServletRequest request, Model model) {
        return page(id, Map.of(), request, model);
    }

    @PostMapping("/team")
    String put(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String user,
            @RequestParam(defaultValue = "") String part,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var typed = Map.of("user", user, "part", part);
        return done(
                id,
                typed,
                "The team is changed.",
                request,
                response,
                model,
                () -> team.put(id, person(user, "user"), part(part)));
    }

    @PostMapping("/team/{user}/remove")
    String remove(
            @PathVariable UUID id,
            @PathVariable UUID user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return done(
                id,
                Map.of(),
                "The team is changed.",
                request,
                response,
                model,
                () -> team.remove(id, user));
    }

    @PostMapping("/access")
    String open(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String access,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return done(
                id,
                Map.of("access", access),
                "It is saved.",
                request,
                response,
                model,
                () -> team.open(id, access(access)));
    }

    @PostMapping("/walls")
    String raise(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var typed = Map.of("person", person, "reason", reason);
        return done(
                id,
                typed,
                "The wall stands.",
                request,
                response,
                model,
                () -> walls.raise(id, person(person, "person"), reason));
    }

    @GetMapping("/walls/{wall}/lift")
    String lifting(
            @PathVariable UUID id,
            @PathVariable UUID wall,
            HttpServletRequest request,
            Model model) {
        Acting.require(Walls.WRITE);
        Acting.requireFreshProofToBegin();
        return lifting(id, wall, "", request, model);
    }

    private String lifting(
            UUID id, UUID wall, String because, HttpServletRequest request, Model model) {
        model.addAttribute("client", clients.find(id));
        model.addAttribute("row", rows.row(walls.find(id, wall), Visitor.of(request).zone()));
        model.addAttribute("because", because);
        return "clients/wall-lift";
    }

    @PostMapping("/walls/{wall}/lift")
    String lift(
            @PathVariable UUID id,
            @PathVariable UUID wall,
            @RequestParam(defaultValue = "") String because,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            walls.lift(id, wall, because);
        } catch (Problem problem) {
            return FormErrors.again(
                    problem, model, response, lifting(id, wall, because, request, model));
        }
        FlashCookie.say(request, response, "The wall is lifted.");
        return "redirect:/clients/" + id + "/team";
    }

    /** The addresses of forms shown again with their errors, when somebody loads them anew. */
    @GetMapping({"/access", "/walls", "/team/{user}/remove"})
    String again(@PathVariable UUID id) {
        return "redirect:/clients/" + id + "/team";
    }

    private String done(
            UUID id,
            Map<String, String> typed,
            String said,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Runnable work) {
        try {
            work.run();
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, page(id, typed, request, model));
        }
        FlashCookie.say(request, response, said);
        return clients.isOpen(id) ? "redirect:/clients/" + id + "/team" : "redirect:/clients";
    }

    private String page(
            UUID id, Map<String, String> typed, HttpServletRequest request, Model model) {
        var zone = Visitor.of(request).zone();
        var client = clients.find(id);
        var readsWalls = Acting.actor().may(Walls.READ);
        model.addAttribute("client", client);
        model.addAttribute("members", rows.members(id, zone));
        model.addAttribute("readsWalls", readsWalls);
        model.addAttribute("walls", readsWalls ? rows.walls(id, zone) : java.util.List.of());
        model.addAttribute("people", rows.people());
        model.addAttribute("parts", TeamRows.parts());
        model.addAttribute("accesses", TeamRows.accesses());
        model.addAttribute("values", typed);
        model.addAttribute("mayWrite", Acting.actor().may(Clients.WRITE));
        model.addAttribute("mayWall", Acting.actor().may(Walls.WRITE));
        return "clients/team";
    }

    private static @Nullable UUID person(String id, String field) {
        return id.isEmpty() ? null : Ids.parse(id, field);
    }

    private static Team.@Nullable Part part(String name) {
        return Arrays.stream(Team.Part.values())
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Client.@Nullable Access access(String name) {
        return Arrays.stream(Client.Access.values())
                .filter(access -> Objects.equals(access.name(), name))
                .findFirst()
                .orElse(null);
    }
}
