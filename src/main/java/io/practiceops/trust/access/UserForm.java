package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Choice;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was typed into the form about a person; kept as typed, so that it can be shown again. */
public record UserForm(
        String email,
        String name,
        Set<String> roles,
        String profession,
        String jurisdiction,
        String licence) {

    public UserForm {
        email = Objects.requireNonNullElse(email, "");
        name = Objects.requireNonNullElse(name, "");
        roles = roles == null ? Set.of() : Set.copyOf(roles);
        profession = Objects.requireNonNullElse(profession, "");
        jurisdiction = Objects.requireNonNullElse(jurisdiction, "");
        licence = Objects.requireNonNullElse(licence, "");
    }

    static UserForm blank() {
        return new UserForm("", "", Set.of(), "", "", "");
    }

    static UserForm of(User user) {
        var licence = user.licence();
        var roles =
                user.roles().stream().map(Role::name).collect(java.util.stream.Collectors.toSet());
        return licence == null
                ? new UserForm(user.email(), user.name(), roles, "", "", "")
                : new UserForm(
                        user.email(),
                        user.name(),
                        roles,
                        licence.profession().name(),
                        licence.jurisdiction(),
                        Objects.requireNonNullElse(licence.number(), ""));
    }

    NewUser newUser() {
        return new NewUser(email, name, roleSet(), licenceOrNone(), null);
    }

    Set<Role> roleSet() {
        var known = EnumSet.noneOf(Role.class);
        Arrays.stream(Role.values())
                .filter(role -> roles.contains(role.name()))
                .forEach(known::add);
        return known;
    }

    User.@Nullable Licence licenceOrNone() {
        var as =
                Arrays.stream(User.Profession.values())
                        .filter(known -> known.name().equals(profession))
                        .findFirst()
                        .orElse(null);
        if (as != null) {
            return new User.Licence(
                    as, jurisdiction.strip(), licence.isBlank() ? null : licence.strip());
        }
        if (!jurisdiction.isBlank() || !licence.isBlank()) {
            throw Problem.invalid(
                    "profession",
                    "Choose the profession the licence is for, or empty the licence.");
        }
        return null;
    }

    static List<Choice> professions() {
        return Arrays.stream(User.Profession.values())
                .map(profession -> new Choice(profession.name(), profession.title()))
                .toList();
    }
}
