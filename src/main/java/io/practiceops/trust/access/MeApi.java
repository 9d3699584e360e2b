package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who asks, and what they may do: the first question of every program. */
@RestController
class MeApi {

    /** The asker, as the API shows them; a key is shown with the rights it is limited to. */
    record Body(
            UUID id,
            String name,
            String email,
            Actor.Kind via,
            @Nullable FirmBody firm,
            Set<String> rights) {}

    /** The asker's firm. */
    record FirmBody(UUID id, String name, String zone) {}

    private final Firms firms;

    MeApi(Firms firms) {
        this.firms = firms;
    }

    @GetMapping("/api/v1/me")
    Body me(HttpServletRequest request) {
        var actor = Acting.actor();
        if (actor.id() == null) {
            throw Problem.notSignedIn();
        }
        return new Body(
                actor.id(),
                actor.name(),
                Visitor.of(request).email(),
                actor.kind(),
                actor.firm() == null ? null : firm(firms.current()),
                new TreeSet<>(actor.rights()));
    }

    private static FirmBody firm(Firm firm) {
        return new FirmBody(firm.id(), firm.name(), firm.zone().getId());
    }
}
