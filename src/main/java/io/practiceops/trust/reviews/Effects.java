package io.practiceops.trust.reviews;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.trust.access.ApiKeys;
import io.practiceops.trust.access.Users;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does what a decision says, through the same doors as everybody, so with the same refusals. */
@Component
class Effects {

    private final Users users;
    private final ApiKeys keys;

    Effects(Users users, ApiKeys keys) {
        this.users = users;
        this.keys = keys;
    }

    void of(ReviewItem item, Decision decision, @Nullable Change change) {
        var isGone = change != null && change.gone();
        if (change != null && change.gone() && decision.kind() != Decision.Kind.REMOVE) {
            throw Problem.conflict(
                    "There is nothing left to keep: %s."
                            .formatted(change.words().toLowerCase(Locale.ROOT)),
                    "Decide to remove it, so that the report says what is so.");
        }
        if (isGone || decision.kind() == Decision.Kind.KEEP) {
            return;
        }
        var because = "access review " + item.review();
        if (item.kind() == ReviewItem.Kind.KEY) {
            onKey(item, decision, because);
        } else if (decision.kind() == Decision.Kind.REMOVE) {
            users.disable(item.subject(), because);
        } else {
            changeRoles(item, decision);
        }
    }

    private void onKey(ReviewItem item, Decision decision, String because) {
        if (decision.kind() == Decision.Kind.CHANGE_ROLES) {
            throw Problem.invalid("decision", "A key has no roles: keep it, or remove it.");
        }
        keys.revokeOfFirm(item.subject(), because);
    }

    private void changeRoles(ReviewItem item, Decision decision) {
        var now = users.find(item.subject());
        if (now.roles().equals(decision.roles())) {
            throw Problem.invalid(
                    "roles", "These are the roles they hold already. Keep them instead.");
        }
        users.changeRoles(now.id(), now.version(), decision.roles(), now.licence());
    }
}
