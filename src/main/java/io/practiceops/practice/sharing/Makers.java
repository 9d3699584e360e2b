package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.trust.access.Colleagues;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * A link reaches no further than whoever made it reaches now: it is closed when they may not share
 * any more, have left, or are shut out of the client.
 */
@Component
class Makers {

    private final Colleagues colleagues;

    Makers(Colleagues colleagues) {
        this.colleagues = colleagues;
    }

    /** What the maker may see of it; empty where that is nothing. No transaction may be open. */
    <T> Optional<T> seenBy(OutsideLink link, Right needed, Supplier<T> look) {
        var maker = link.madeBy();
        if (maker == null) {
            return look(Acting.actor(), look);
        }
        return actor(link).filter(actor -> actor.may(needed)).flatMap(actor -> look(actor, look));
    }

    private static <T> Optional<T> look(Actor actor, Supplier<T> look) {
        try {
            return Optional.ofNullable(Acting.as(actor, Acting.requestId(), look::get));
        } catch (Problem notTheirs) {
            return Optional.empty();
        }
    }

    private Optional<Actor> actor(OutsideLink link) {
        return colleagues.working().stream()
                .filter(colleague -> colleague.id().equals(link.madeBy()))
                .findFirst()
                .map(colleague ->
                        new Actor(
                                Actor.Kind.USER,
                                colleague.id(),
                                null,
                                colleague.name(),
                                Acting.firm(),
                                colleague.rights()));
    }
}
