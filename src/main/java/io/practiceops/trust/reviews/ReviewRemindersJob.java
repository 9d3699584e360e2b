package io.practiceops.trust.reviews;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Job;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.stereotype.Component;

@Component
class ReviewRemindersJob implements Job {

    private final ReviewReminders reminders;

    ReviewRemindersJob(ReviewReminders reminders) {
        this.reminders = reminders;
    }

    @Override
    public String name() {
        return "reviews.reminders";
    }

    @Override
    public String title() {
        return "Remind the reviewers of access reviews that are due";
    }

    @Override
    public When when() {
        return new When.Daily(LocalTime.of(7, 10));
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(5);
    }

    @Override
    public String whenItFails() {
        return "Nobody is reminded; the reviews themselves go on.";
    }

    @Override
    public void run() {
        for (var due : reminders.due()) {
            Acting.as(Actor.system("Review reminders", due.firm()), () -> reminders.remind(due));
        }
    }
}
