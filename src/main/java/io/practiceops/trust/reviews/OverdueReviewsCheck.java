package io.practiceops.trust.reviews;

import io.practiceops.foundation.kernel.Check;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;

/** Whether an access review should be closed by now. */
@Component
class OverdueReviewsCheck implements Check {

    private final ReviewReminders reminders;

    OverdueReviewsCheck(ReviewReminders reminders) {
        this.reminders = reminders;
    }

    @Override
    public String name() {
        return "access-reviews";
    }

    @Override
    public String title() {
        return "Access reviews";
    }

    @Override
    public Result look() {
        var census = reminders.census();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("open", census.open());
        facts.put("overdue", census.overdue());
        if (census.overdue() > 0) {
            return Result.warn(
                    census.overdue() == 1
                            ? "1 access review is overdue."
                            : census.overdue() + " access reviews are overdue.",
                    facts,
                    "Its reviewer decides what is left and has it closed, under Access reviews.");
        }
        return Result.good(
                census.open() == 0 ? "No access review is open." : "No access review is overdue.",
                facts);
    }
}
