package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RoleApi {

    /** A role as the API shows it; people are those of the firm who hold it and can sign in. */
    record Body(Role role, String title, String meaning, long people, List<String> rights) {}

    private final Roles roles;
    private final Users users;

    RoleApi(Roles roles, Users users) {
        this.roles = roles;
        this.users = users;
    }

    @GetMapping("/api/v1/roles")
    Slice<Body> list() {
        var holders = RolesPage.holders(users.all());
        return new Slice<>(
                Arrays.stream(Role.values())
                        .filter(Role::isOfFirm)
                        .map(role ->
                                new Body(
                                        role,
                                        role.title(),
                                        role.meaning(),
                                        holders.getOrDefault(role, 0L),
                                        roles.rightsOf(Set.of(role)).stream().sorted().toList()))
                        .toList(),
                null);
    }
}
