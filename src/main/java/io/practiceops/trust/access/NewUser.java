package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to be added to a firm. The constructor refuses nonsense with a Problem that names each
 * field.
 */
public record NewUser(
        String email,
        String name,
        Set<Role> roles,
        User.@Nullable Licence licence,
        @Nullable UUID clientId) {

    public NewUser {
        email = email.strip().toLowerCase(Locale.ROOT);
        name = name.strip();
        if (roles.stream().anyMatch(Objects::isNull)) {
            throw Problem.invalid("roles", "Leave out the null: it is no role.");
        }
        roles = Set.copyOf(roles);
        new Invalid()
                .unless(
                        Email.isAddress(email),
                        "email",
                        "Enter an e-mail address, as in maya@example.com.")
                .line("name", name, 200, "Enter the person's name.")
                .unless(!roles.isEmpty(), "roles", "Choose at least one role.")
                .unless(
                        roles.stream().allMatch(Role::isOfFirm),
                        "roles",
                        "Operator is not a role of a firm.")
                .unless(
                        !roles.contains(Role.PROFESSIONAL) || licence != null,
                        "profession",
                        "A professional needs a profession and a jurisdiction.")
                .unless(
                        !roles.contains(Role.CLIENT) || roles.size() == 1,
                        "roles",
                        "A client's login cannot hold a role of the firm as well.")
                .unless(
                        licence == null || !licence.jurisdiction().isBlank(),
                        "jurisdiction",
                        "Say where, as in FL.")
                .optionalLine("jurisdiction", licence == null ? null : licence.jurisdiction(), 100)
                .optionalLine("licence", licence == null ? null : licence.number(), 100)
                .throwIfAny();
    }
}
