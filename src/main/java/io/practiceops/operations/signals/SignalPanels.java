package io.practiceops.operations.signals;

import io.practiceops.foundation.jobs.JobRun;
import io.practiceops.foundation.jobs.JobState;
import io.practiceops.foundation.jobs.Jobs;
import io.practiceops.foundation.jobs.TroubledTask;
import io.practiceops.foundation.kernel.Card;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Panel.Fact;
import io.practiceops.foundation.kernel.Panel.Facts;
import io.practiceops.foundation.kernel.Panel.NeedsAction;
import io.practiceops.foundation.kernel.Panel.Tile;
import io.practiceops.foundation.kernel.Panel.Todo;
import io.practiceops.foundation.outbox.Message;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.foundation.web.Moment;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the overview shows of how the installation does. */
@Configuration(proxyBeanMethods = false)
class SignalPanels {

    private static final int MOST = 5;

    @Bean
    Card responseTimePanel(Traffic traffic) {
        return new Card(
                "Response time",
                "/health-checks",
                Checks.READ,
                10,
                () -> responseTime(traffic.window()));
    }

    @Bean
    Card errorsPanel(Traffic traffic) {
        return new Card(
                "Errors", "/health-checks", Checks.READ, 11, () -> errors(traffic.window()));
    }

    @Bean
    Card checksPanel(Checks checks) {
        return new Card("Checks", "/health-checks", Checks.READ, 0, () -> troubles(checks.now()));
    }

    @Bean
    Card deadTasksPanel(Jobs jobs) {
        return new Card("Tasks", "/jobs", Jobs.READ, 1, () -> dead(jobs.troubled(MOST)));
    }

    @Bean
    Card failedMailPanel(Outbox outbox) {
        return new Card(
                "Mail",
                "/mail",
                Outbox.READ,
                2,
                () -> failed(outbox.newest(Message.State.FAILED, null, MOST).items()));
    }

    @Bean
    Card jobsPanel(Jobs jobs, Clock clock) {
        return new Card(
                "Jobs",
                "/jobs",
                Jobs.READ,
                0,
                () -> facts(jobs.all(), jobs.lastFailure(), clock.instant()));
    }

    static Tile responseTime(Window window) {
        var median = window.quantile(0.5);
        return median == null
                ? new Tile("–", "no requests %s".formatted(window.period()))
                : new Tile(
                        median,
                        "median · p95 %s · %s %s"
                                .formatted(
                                        window.quantile(0.95),
                                        requests(window.requests()),
                                        window.period()));
    }

    private static String requests(long count) {
        return count == 1 ? "1 request" : "%,d requests".formatted(count);
    }

    static Tile errors(Window window) {
        if (window.requests() == 0) {
            return new Tile("–", "no requests %s".formatted(window.period()));
        }
        var share = 100.0 * window.errors() / window.requests();
        var figure =
                window.errors() == 0
                        ? "0 %"
                        : String.format(Locale.ROOT, share < 10 ? "%.2f %%" : "%.0f %%", share);
        return new Tile(
                figure,
                "%,d of %s %s"
                        .formatted(window.errors(), requests(window.requests()), window.period()));
    }

    static NeedsAction troubles(Checkup checkup) {
        var todos =
                checkup.troubles().stream()
                        .map(trouble ->
                                new Todo(
                                        trouble.health(),
                                        trouble.title(),
                                        trouble.result().summary(),
                                        "/health-checks#" + trouble.name(),
                                        "Look"))
                        .toList();
        return new NeedsAction(
                "%d of %d checks".formatted(todos.size(), checkup.results().size()), todos);
    }

    private static NeedsAction dead(List<TroubledTask> tasks) {
        var todos =
                tasks.stream()
                        .filter(TroubledTask::isDead)
                        .map(task ->
                                new Todo(
                                        Health.BAD,
                                        "Task given up: " + task.name(),
                                        task.failure(),
                                        "/jobs#tasks",
                                        "Decide"))
                        .toList();
        return new NeedsAction("", todos);
    }

    private static NeedsAction failed(List<Message> mails) {
        var todos =
                mails.stream()
                        .map(mail ->
                                new Todo(
                                        Health.BAD,
                                        "Mail not delivered: " + mail.subject(),
                                        "To %s. %s"
                                                .formatted(
                                                        mail.recipient(),
                                                        Objects.requireNonNullElse(
                                                                mail.lastError(), "")),
                                        "/mail/" + mail.id(),
                                        "Open"))
                        .toList();
        return new NeedsAction("", todos);
    }

    private static Facts facts(List<JobState> jobs, Optional<JobRun> failure, Instant now) {
        var next =
                jobs.stream()
                        .filter(job -> job.next() != null)
                        .min(Comparator.comparing(job -> Objects.requireNonNull(job.next())))
                        .map(job ->
                                new Fact(
                                        "Next",
                                        distance(now, Objects.requireNonNull(job.next())),
                                        null,
                                        job.title()))
                        .orElse(new Fact("Next", "none planned", Health.WARN, null));
        var overdue = jobs.stream().filter(JobState::overdue).count();
        return new Facts(
                List.of(next, failing(jobs), overdue(overdue, jobs.size()), last(failure, now)));
    }

    private static Fact failing(List<JobState> jobs) {
        var failing = jobs.stream().filter(job -> job.failures() > 0).toList();
        return failing.isEmpty()
                ? new Fact("Failing", "none of " + jobs.size(), Health.GOOD, null)
                : new Fact(
                        "Failing",
                        "%d of %d".formatted(failing.size(), jobs.size()),
                        Health.BAD,
                        failing.getFirst().title());
    }

    private static Fact last(Optional<JobRun> failure, Instant now) {
        return failure.map(run ->
                        new Fact("Last failure", distance(now, run.started()), null, run.name()))
                .orElse(new Fact("Last failure", "none on record", null, null));
    }

    private static Fact overdue(long overdue, int of) {
        return new Fact(
                "Overdue",
                overdue == 0 ? "none of " + of : "%d of %d".formatted(overdue, of),
                overdue == 0 ? Health.GOOD : Health.WARN,
                null);
    }

    private static String distance(Instant now, Instant then) {
        return Moment.from(now, then, ZoneOffset.UTC).text();
    }
}
