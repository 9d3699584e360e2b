package io.practiceops.foundation.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Job;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecurringJobTests {

    private static final String NAME = "test.job";

    private final ScratchDatabase database = ScratchDatabase.create();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aJobRunsAsTheSystemAndIsRecorded() {
        var actor = new AtomicReference<Actor>();
        try (var queue = queue(TestJob.hourly(NAME, () -> actor.set(Acting.actor()))).start()) {
            var done = awaitLast(queue, JobRun.Outcome.DONE);
            assertThat(actor.get()).isEqualTo(Actor.system(NAME, null));
            assertThat(done.ranOn()).isEqualTo(queue.workplace.name());
            var state = state(queue);
            assertThat(state.next()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
            assertThat(state.running()).isNull();
            assertThat(state.overdue()).isFalse();
            assertThat(queue.check.look().health()).isEqualTo(Health.GOOD);
        }
    }

    @Test
    void twoInstancesRunAJobOnce() {
        var job = TestJob.hourly(NAME, runs::incrementAndGet);
        try (var one = queue(job).start();
                var other = queue(job).start()) {
            for (var expected = 1; expected <= 20; expected++) {
                var number = expected;
                await().until(() -> doneRuns() == number);
                await().until(() -> state(one).next() != null);
                clock.move(Duration.ofHours(1));
            }
            await().until(() -> doneRuns() == 21);
            assertThat(runs).hasValue(21);
            assertThat(other.queue.isRunning()).isTrue();
        }
    }

    @Test
    void aJobOfALostInstanceIsTakenOver() {
        var job = TestJob.hourly(NAME, runs::incrementAndGet);
        try (var queue = queue(job).start()) {
            awaitLast(queue, JobRun.Outcome.DONE);
        }
        takeUnder("gone#1");
        try (var queue = queue(job).start()) {
            clock.move(TestQueue.QUICK.heartbeat().multipliedBy(QueueSettings.MISSED_HEARTBEATS));
            await().until(() -> runs.get() == 2);
            await().until(() -> asSystem(() -> queue.jobs.runs(NAME, 5)).size() == 3);
            assertThat(asSystem(() -> queue.jobs.runs(NAME, 5)))
                    .extracting(JobRun::outcome)
                    .contains(JobRun.Outcome.LOST);
        }
    }

    @Test
    void whatRunsHereIsNotTakenForLostWhenTheClockJumps() throws Exception {
        var mayEnd = new CountDownLatch(1);
        var job =
                TestJob.hourly(
                        NAME,
                        () -> {
                            runs.incrementAndGet();
                            mayEnd.await();
                        });
        try (var queue = queue(job).start()) {
            await().until(() -> runs.get() == 1);
            clock.move(Duration.ofDays(1));
            await().until(() -> heartbeat().equals(clock.instant()));
            assertThat(state(queue).overdue()).isTrue();
            assertThat(queue.check.look().health()).isEqualTo(Health.WARN);
            mayEnd.countDown();
            awaitLast(queue, JobRun.Outcome.DONE);
            assertThat(runs).hasValue(1);
        }
    }

    @Test
    void aFailingJobIsRecordedWithItsFailureAndTriedBeforeItsNextDay() {
        var nightly = new Job.When.Daily(LocalTime.of(3, 0));
        var job =
                new TestJob(
                        NAME,
                        nightly,
                        () -> {
                            if (runs.incrementAndGet() == 1) {
                                throw new IllegalStateException("No room\0 left");
                            }
                        });
        try (var queue = queue(job).start()) {
            await().until(() -> state(queue).next() != null);
            assertThat(state(queue).next()).isEqualTo(Instant.parse("2026-03-02T03:00:00Z"));
            clock.move(Duration.ofHours(18));
            var failed = awaitLast(queue, JobRun.Outcome.FAILED);
            assertThat(failed.failure()).isEqualTo("IllegalStateException: No room  left");
            await().until(() -> state(queue).next() != null);
            var state = state(queue);
            assertThat(state.failures()).isEqualTo(1);
            assertThat(Duration.between(clock.instant(), state.next()))
                    .isBetween(Duration.ofSeconds(48), Duration.ofSeconds(72));
            assertThat(queue.check.look().summary()).contains("Title of", "Nothing gets tested.");

            clock.move(Duration.ofSeconds(72));
            awaitLast(queue, JobRun.Outcome.DONE);
            await().until(() -> state(queue).next() != null);
            assertThat(state(queue).next()).isEqualTo(Instant.parse("2026-03-03T03:00:00Z"));
            assertThat(state(queue).failures()).isZero();
        }
    }

    @Test
    void aJobCanBeRunBeforeItsTimeButNotTwiceAtOnce() throws Exception {
        var mayEnd = new CountDownLatch(1);
        var job =
                TestJob.hourly(
                        NAME,
                        () -> {
                            if (runs.incrementAndGet() == 2) {
                                mayEnd.await();
                            }
                        });
        try (var queue = queue(job).start()) {
            awaitLast(queue, JobRun.Outcome.DONE);
            await().until(() -> state(queue).next() != null);
            runNow(queue);
            await().until(() -> runs.get() == 2);
            assertThat(state(queue).running()).isNotNull();
            assertThatThrownBy(() -> runNow(queue))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT));
            mayEnd.countDown();
            await().until(() -> doneRuns() == 2);
        }
    }

    @Test
    void oldRunsAndJobsOfFormerVersionsAreForgotten() {
        var job = TestJob.hourly(NAME, runs::incrementAndGet);
        try (var queue = queue(job).start()) {
            for (var expected = 1; expected <= 5; expected++) {
                var number = expected;
                await().until(() -> doneRuns() == number);
                await().until(() -> state(queue).next() != null);
                clock.move(Duration.ofHours(1));
            }
            await().until(() -> doneRuns() == 6);
        }
        var next = queue(TestJob.hourly("test.other", () -> {}));
        next.history.run();
        assertThat(doneRuns()).isEqualTo(TestQueue.QUICK.keepRuns());
        assertThat(entries()).isEqualTo(1);
        assertThat(next.check.look().facts()).containsEntry("of another version", 1);
        clock.move(Duration.ofDays(91));
        next.history.run();
        assertThat(doneRuns()).isZero();
        assertThat(entries()).isZero();
    }

    @Test
    void twoJobsOfOneNameAreRefused() {
        var job = TestJob.hourly(NAME, () -> {});
        var queue = new TestQueue(database, clock, List.of(job, job), List.of(), TestQueue.QUICK);
        assertThatThrownBy(queue::start).hasMessageContaining(NAME);
    }

    private TestQueue queue(Job job) {
        return new TestQueue(database, clock, List.of(job), List.of(), TestQueue.QUICK);
    }

    private JobRun awaitLast(TestQueue queue, JobRun.Outcome outcome) {
        await().until(() ->
                state(queue).last() != null && state(queue).last().outcome() == outcome);
        return state(queue).last();
    }

    private void runNow(TestQueue queue) {
        asSystem(() -> {
            database.transaction().executeWithoutResult(transaction -> queue.jobs.runNow(NAME));
            return "done";
        });
    }

    private JobState state(TestQueue queue) {
        return asSystem(() -> queue.jobs.one(NAME));
    }

    private static <T> T asSystem(Supplier<T> work) {
        return Acting.as(Actor.system("test", null), "test", work::get);
    }

    private void takeUnder(String instance) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        database.jdbc()
                .sql(
                        "UPDATE scheduled_tasks SET picked = true, picked_by = :by, last_heartbeat"
                                + " = :now")
                .param("by", instance)
                .param("now", now)
                .update();
        database.jdbc()
                .sql(
                        """
                        INSERT INTO job_run (id, task_name, task_instance, started_at, outcome, ran_on)
                        VALUES (gen_random_uuid(), :job, 'recurring', :now, 'RUNNING', :by)
                        """)
                .param("job", NAME)
                .param("now", now)
                .param("by", instance)
                .update();
    }

    private Instant heartbeat() {
        return database.jdbc()
                .sql("SELECT last_heartbeat FROM scheduled_tasks")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                .single()
                .toInstant();
    }

    private int doneRuns() {
        return count("SELECT count(*) FROM job_run WHERE outcome = 'DONE'");
    }

    private int entries() {
        return count("SELECT count(*) FROM scheduled_tasks");
    }

    private int count(String sql) {
        return database.jdbc().sql(sql).query(Integer.class).single();
    }
}
