package io.practiceops.trust.reviews;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Moment;
import io.practiceops.trust.access.User;
import io.practiceops.trust.access.Users;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reviews and their items as the pages show them. */
@Component
class ReviewRows {

    private static final String GONE = "Somebody who left";

    private final Users users;
    private final Clock clock;

    ReviewRows(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    List<ReviewRow> of(List<Review> reviews, ZoneId zone) {
        var names = users.all().stream().collect(Collectors.toMap(User::id, User::name));
        return reviews.stream()
                .map(review ->
                        new ReviewRow(
                                review,
                                names.getOrDefault(review.reviewer(), GONE),
                                review.deputy() == null
                                        ? null
                                        : names.getOrDefault(review.deputy(), GONE),
                                Moment.at(review.openedAt(), zone),
                                review.closedAt() == null
                                        ? null
                                        : Moment.at(review.closedAt(), zone),
                                review.isOverdue(clock.instant())))
                .toList();
    }

    List<ItemRow> items(
            Review review, List<ReviewItem> items, Map<UUID, Change> changes, ZoneId zone) {
        return items.stream()
                .map(item ->
                        new ItemRow(
                                item,
                                item.lastUsed() == null
                                        ? null
                                        : Moment.from(clock.instant(), item.lastUsed(), zone),
                                review.isOpen() && item.verdict() == null
                                        ? changes.get(item.id())
                                        : null,
                                item.verdict() == null
                                        ? null
                                        : Moment.at(item.verdict().at(), zone),
                                mayDecide(review, item)))
                .toList();
    }

    private static boolean mayDecide(Review review, ReviewItem item) {
        var actor = Acting.actor();
        return review.isOpen()
                && item.verdict() == null
                && actor.may(Users.WRITE)
                && review.isDecidedBy(actor.id())
                && !item.person().equals(actor.id());
    }
}
