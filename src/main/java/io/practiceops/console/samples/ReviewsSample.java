package io.practiceops.console.samples;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Sample;
import io.practiceops.trust.access.Firms;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.access.Roles;
import io.practiceops.trust.access.User;
import io.practiceops.trust.access.Users;
import io.practiceops.trust.reviews.Decision;
import io.practiceops.trust.reviews.NewReview;
import io.practiceops.trust.reviews.Review;
import io.practiceops.trust.reviews.ReviewItem;
import io.practiceops.trust.reviews.Reviews;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Two access reviews of the demo practice: one finished, one to go on with. */
@Component
class ReviewsSample implements Sample {

    private static final int DAYS = 14;

    private final Users users;
    private final Roles roles;
    private final Reviews reviews;
    private final Firms firms;
    private final Clock clock;

    ReviewsSample(Users users, Roles roles, Reviews reviews, Firms firms, Clock clock) {
        this.users = users;
        this.roles = roles;
        this.reviews = reviews;
        this.firms = firms;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 30;
    }

    /** Ines of compliance opens and closes; Jonah decides, and Ruth about him. */
    @Override
    public void create() {
        var ines = called("Ines Vogel");
        var jonah = called(DemoPeople.OWNER.name());
        var ruth = called("Ruth Adler");
        var finished = open(ines, "Who manages people", Review.Scope.ROLES, jonah, ruth);
        for (var item : items(ines, finished)) {
            var by = item.person().equals(jonah.id()) ? ruth : jonah;
            as(by, () -> reviews.decide(item.id(), Decision.keep("Needed for the daily work.")));
        }
        as(ines, () -> reviews.close(finished.id(), false));
        var open = open(ines, "All people", Review.Scope.PEOPLE, jonah, ruth);
        items(ines, open).stream()
                .filter(item -> item.name().equals("Noa Hart") || item.name().equals("Maya Ortiz"))
                .forEach(item -> as(jonah, () -> reviews.decide(item.id(), Decision.keep(null))));
    }

    private Review open(User by, String name, Review.Scope scope, User reviewer, User deputy) {
        var of = scope == Review.Scope.ROLES ? Set.of(Role.OWNER, Role.ADMIN) : Set.<Role>of();
        return as(
                by,
                () -> {
                    var due =
                            LocalDate.ofInstant(clock.instant(), firms.current().zone())
                                    .plusDays(DAYS);
                    return reviews.open(
                            new NewReview(name, scope, of, reviewer.id(), deputy.id(), due));
                });
    }

    private List<ReviewItem> items(User by, Review review) {
        return as(by, () -> reviews.items(review.id()));
    }

    private <T> T as(User user, ScopedValue.CallableOp<T, RuntimeException> work) {
        var rights = roles.rightsOf(user.roles());
        return Acting.as(
                new Actor(Actor.Kind.USER, user.id(), null, user.name(), Acting.firm(), rights),
                "demo",
                work);
    }

    private User called(String name) {
        return users.all().stream()
                .filter(user -> user.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
