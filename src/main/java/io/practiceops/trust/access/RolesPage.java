package io.practiceops.trust.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Acting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Which role holds which right, as it is, and how many people hold the role. */
@Controller
class RolesPage {

    private final Roles roles;
    private final Users users;

    RolesPage(Roles roles, Users users) {
        this.roles = roles;
        this.users = users;
    }

    @GetMapping("/users/roles")
    String matrix(Model model) {
        model.addAttribute("areas", areas());
        model.addAttribute("meanings", roles);
        model.addAttribute("holders", holders(users.all()));
        return "access/roles";
    }

    @GetMapping("/users/roles.csv")
    ResponseEntity<byte[]> csv() {
        Acting.require(Users.READ);
        var lines = new ArrayList<String>();
        lines.add(
                "right,meaning,"
                        + String.join(",", Arrays.stream(Role.values()).map(Role::name).toList()));
        roles.matrix()
                .forEach((right, held) -> {
                    var cells = new ArrayList<>(List.of(right, quoted(roles.meaning(right))));
                    for (var role : Role.values()) {
                        cells.add(held.contains(role) ? "x" : "");
                    }
                    lines.add(String.join(",", cells));
                });
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("roles-and-rights.csv")
                                .build()
                                .toString())
                .body((String.join("\r\n", lines) + "\r\n").getBytes(UTF_8));
    }

    /** People who can sign in, by role. */
    static Map<Role, Long> holders(List<User> all) {
        var holders = new EnumMap<Role, Long>(Role.class);
        all.stream()
                .filter(user -> !user.disabled())
                .flatMap(user -> user.roles().stream())
                .forEach(role -> holders.merge(role, 1L, Long::sum));
        return holders;
    }

    private List<RightsArea> areas() {
        var areas = new LinkedHashMap<String, Map<String, Set<Role>>>();
        roles.matrix()
                .forEach((right, held) ->
                        areas.computeIfAbsent(roles.area(right), _ -> new LinkedHashMap<>())
                                .put(right, held));
        return areas.entrySet().stream()
                .map(area -> new RightsArea(area.getKey(), area.getValue()))
                .toList();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
