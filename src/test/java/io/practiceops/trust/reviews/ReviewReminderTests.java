package io.practiceops.trust.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.outbox.Message;
import io.practiceops.foundation.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;

/** The clock is moved for the reminders alone. */
@InPractice
class ReviewReminderTests {

    private final ApplicationContext application;
    private final AcrossFirmsTemplate across;
    private final MovableClock clock = new MovableClock(Instant.now());

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api owner;
    private String review = "";
    private ReviewReminders reminders;

    ReviewReminderTests(ApplicationContext application, PlatformTransactionManager transactions) {
        this.application = application;
        this.across = new AcrossFirmsTemplate(transactions);
    }

    @BeforeEach
    void aReviewDueInThirtyDays() {
        firm = new TestFirm(application);
        owner = new Api(port, firm.ownerKey());
        var me = owner.get("/api/v1/me").json().path("id").asString();
        var due = LocalDate.now(ZoneId.of("America/New_York")).plusDays(30);
        review =
                owner.post(
                                "/api/v1/access-reviews",
                                "{\"name\":\"Quarter\",\"scope\":\"PEOPLE\",\"reviewer\":\"%s\",\"dueOn\":\"%s\"}"
                                        .formatted(me, due))
                        .json()
                        .path("id")
                        .asString();
        reminders =
                new ReviewReminders(
                        application.getBean(ReviewStore.class),
                        application.getBean(Reviewers.class),
                        clock);
    }

    @Test
    void theReviewerIsRemindedOnceInTheWeekBeforeAndEachWeekAfter() {
        run();
        assertThat(reminded()).isEmpty();

        clock.move(Duration.ofDays(25));
        run();
        run();
        assertThat(reminded()).containsExactly("Due soon: Quarter");

        clock.move(Duration.ofDays(7));
        run();
        clock.move(Duration.ofDays(1));
        run();
        assertThat(reminded()).containsExactly("Overdue: Quarter", "Due soon: Quarter");

        clock.move(Duration.ofDays(7));
        run();
        assertThat(reminded()).hasSize(3);
    }

    @Test
    void nobodyIsRemindedOfWhatIsClosed() {
        owner.post("/api/v1/access-reviews/" + review + "/close", "{\"leaveUndecided\":true}");
        clock.move(Duration.ofDays(40));

        run();

        assertThat(reminded()).isEmpty();
    }

    @Test
    void theCheckCountsWhatIsOverdue() {
        clock.move(Duration.ofDays(40));

        var seen = across.execute(_ -> new OverdueReviewsCheck(reminders).look());

        assertThat(seen.health()).isEqualTo(Health.WARN);
        assertThat((Integer) seen.facts().get("overdue")).isPositive();
    }

    /** As the job does, for this firm. */
    private void run() {
        var all = across.<List<ReviewStore.Due>>execute(_ -> reminders.due());
        all.stream()
                .filter(due -> due.firm().equals(firm.id()))
                .forEach(due ->
                        Acting.as(
                                Actor.system("Review reminders", firm.id()),
                                () -> across.executeWithoutResult(_ -> reminders.remind(due))));
    }

    private List<String> reminded() {
        return firm
                .asSystem(() -> application.getBean(Outbox.class).newest(null, null, 20))
                .items()
                .stream()
                .map(Message::subject)
                .filter(subject -> !subject.startsWith("Please"))
                .toList();
    }
}
