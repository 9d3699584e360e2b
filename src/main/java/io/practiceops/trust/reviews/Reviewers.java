package io.practiceops.trust.reviews;

import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.outbox.Mail;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.trust.access.Address;
import io.practiceops.trust.access.Roles;
import io.practiceops.trust.access.User;
import io.practiceops.trust.access.Users;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who decides in a review, and what they are told. */
@Component
class Reviewers {

    private final Users users;
    private final Roles roles;
    private final Outbox outbox;
    private final Address address;

    Reviewers(Users users, Roles roles, Outbox outbox, Address address) {
        this.users = users;
        this.roles = roles;
        this.outbox = outbox;
        this.address = address;
    }

    /** Those who could decide: what they decide must be theirs to do. */
    List<User> eligible() {
        return users.all().stream()
                .filter(user -> !user.disabled())
                .filter(user -> roles.rightsOf(user.roles()).contains(Users.WRITE.name()))
                .toList();
    }

    /** Refuses a review nobody could decide, or that is about nobody. */
    void check(NewReview wanted, List<ReviewItem> found) {
        var eligible = eligible().stream().map(User::id).toList();
        var ownItem = found.stream().anyMatch(item -> item.person().equals(wanted.reviewer()));
        var couldHelp = eligible.stream().anyMatch(id -> !id.equals(wanted.reviewer()));
        new Invalid()
                .unless(!found.isEmpty(), "scope", "There is nothing of the kind to look at.")
                .unless(
                        eligible.contains(wanted.reviewer()),
                        "reviewer",
                        "Choose somebody who may change people: an owner or administrator.")
                .unless(
                        wanted.deputy() == null || eligible.contains(wanted.deputy()),
                        "deputy",
                        "Choose somebody who may change people: an owner or administrator.")
                .unless(
                        wanted.deputy() != null || !ownItem || !couldHelp,
                        "deputy",
                        "The reviewer is looked at too: choose who decides about them.")
                .throwIfAny();
    }

    /** By id, of the reviewer and the deputy. */
    Map<UUID, String> names(Review review) {
        var names = new HashMap<UUID, String>();
        deciders(review).forEach(user -> names.put(user.id(), user.name()));
        return names;
    }

    void invite(Review review) {
        mail(
                review,
                "Please review: " + review.name(),
                "You are asked to look at who holds what, and to decide about each: %d to decide by the end of %s."
                        .formatted(review.items(), review.dueOn()));
    }

    void remind(Review review, boolean late) {
        mail(
                review,
                (late ? "Overdue: " : "Due soon: ") + review.name(),
                late
                        ? "This access review was due on %s, and %d of %d are not decided."
                                .formatted(review.dueOn(), review.undecided(), review.items())
                        : "This access review is due at the end of %s, and %d of %d are not decided yet."
                                .formatted(review.dueOn(), review.undecided(), review.items()));
    }

    private void mail(Review review, String subject, String what) {
        deciders(review)
                .filter(user -> !user.disabled())
                .forEach(user ->
                        outbox.mail(
                                new Mail(
                                        user.email(),
                                        subject,
                                        """
                                        Hello %s,

                                        %s

                                        %s
                                        """
                                                .formatted(
                                                        user.name(),
                                                        what,
                                                        address.of("/reviews/" + review.id())))));
    }

    private Stream<User> deciders(Review review) {
        return users.all().stream().filter(user -> review.isDecidedBy(user.id()));
    }
}
