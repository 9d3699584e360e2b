package io.practiceops.trust.reviews;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reminds reviewers: once in the week before a review is due, and each week it is overdue. */
@Component
class ReviewReminders {

    private static final Duration EARLY = Duration.ofDays(7);
    private static final Duration AGAIN = Duration.ofDays(7);

    private final ReviewStore reviews;
    private final Reviewers reviewers;
    private final Clock clock;

    ReviewReminders(ReviewStore reviews, Reviewers reviewers, Clock clock) {
        this.reviews = reviews;
        this.reviewers = reviewers;
        this.clock = clock;
    }

    @AcrossFirms(readOnly = true)
    List<ReviewStore.Due> due() {
        var now = clock.instant();
        return reviews.toRemind(now, now.plus(EARLY), now.minus(AGAIN));
    }

    /** For the firm of the actor bound; harmless when the review was closed meanwhile. */
    @AcrossFirms
    void remind(ReviewStore.Due due) {
        reviews.lock(Acting.firm(), due.review());
        var review = reviews.find(Acting.firm(), due.review()).orElseThrow();
        var isStillDue = due().contains(due);
        if (isStillDue) {
            reviews.reminded(Acting.firm(), due.review(), due.isLate(), clock.instant());
            reviewers.remind(review, due.isLate());
        }
    }

    @AcrossFirms(readOnly = true)
    ReviewStore.Census census() {
        return reviews.census(clock.instant());
    }
}
