package io.practiceops.foundation.jobs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Denied;
import io.practiceops.foundation.kernel.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DurableTaskTests {

    private static final UUID FIRM = UUID.fromString("0190a000-0000-7000-8000-00000000000a");
    private static final UUID OTHER_FIRM = UUID.fromString("0190a000-0000-7000-8000-00000000000b");
    private static final Retry TWICE =
            new Retry(Duration.ofSeconds(10), 2, Duration.ofMinutes(1), 2);

    /** What the task under test carries. */
    record Greet(String name, @org.jspecify.annotations.Nullable Instant since) {}

    private final ScratchDatabase database = ScratchDatabase.create();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));
    private final LinkedBlockingQueue<String> greeted = new LinkedBlockingQueue<>();
    private final Actor operator =
            new Actor(Actor.Kind.USER, UUID.randomUUID(), null, "Op", null, rights());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTaskRunsOnceItsTransactionHasCommittedWithoutWaitingForAPoll() throws Exception {
        var rarely = settings(Duration.ofHours(1));
        try (var queue = queue(rarely, greeting()).start()) {
            database.transaction()
                    .executeWithoutResult(transaction -> {
                        queue.tasks.schedule(new Greet("Ada", clock.instant()));
                        assertThat(greeted).isEmpty();
                    });
            assertThat(greeted.poll(30, SECONDS)).isEqualTo("Ada");
        }
    }

    @Test
    void aTaskOfARolledBackTransactionNeverRuns() throws Exception {
        try (var queue = queue(greeting()).start()) {
            database.transaction()
                    .executeWithoutResult(transaction -> {
                        queue.tasks.schedule(new Greet("nobody", null));
                        transaction.setRollbackOnly();
                    });
            schedule(queue, new Greet("Ada", null));
            assertThat(greeted.poll(30, SECONDS)).isEqualTo("Ada");
            awaitEmptyQueue();
            assertThat(greeted).isEmpty();
        }
    }

    @Test
    void aTaskWithoutATransactionIsRefused() {
        var queue = queue(greeting());
        assertThatThrownBy(() -> queue.tasks.schedule(new Greet("Ada", null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    @Test
    void aTaskNobodyDeclaredIsRefused() {
        record Unheard() {}
        var queue = queue(greeting());
        assertThatThrownBy(() -> schedule(queue, new Unheard()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DurableTask<Unheard>");
    }

    @Test
    void aTaskRunsAsTheActorAndForTheFirmThatScheduledIt() throws Exception {
        var seen = new LinkedBlockingQueue<Object>();
        var task =
                DurableTask.of(
                        "test.greet",
                        Greet.class,
                        greet -> {
                            seen.add(Acting.actor());
                            seen.add(Acting.requestId());
                            seen.add(firmOfPostgres());
                        });
        var ada =
                new Actor(
                        Actor.Kind.API_KEY,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "Ada",
                        FIRM,
                        Set.of("a.b"));
        try (var queue = queue(task).start()) {
            Acting.as(
                    ada,
                    "request-7",
                    () -> {
                        schedule(queue, new Greet("x", null));
                        return "done";
                    });
            assertThat(seen.poll(30, SECONDS)).isEqualTo(ada);
            assertThat(seen.poll(30, SECONDS)).isEqualTo("request-7");
            assertThat(seen.poll(30, SECONDS)).isEqualTo(FIRM.toString());
        }
    }

    @Test
    void aTaskForLaterWaitsForItsTime() throws Exception {
        try (var queue = queue(greeting()).start()) {
            var noon = Instant.parse("2026-03-01T12:00:00Z");
            database.transaction()
                    .executeWithoutResult(t -> queue.tasks.schedule(new Greet("late", null), noon));
            schedule(queue, new Greet("early", null));
            assertThat(greeted.poll(30, SECONDS)).isEqualTo("early");
            clock.move(Duration.ofHours(3));
            assertThat(greeted.poll(30, SECONDS)).isEqualTo("late");
        }
    }

    @Test
    void aFailedTaskIsTriedAgainLaterAndThenKeptAsADeadLetterToBeRetried() throws Exception {
        var healthy = new AtomicBoolean();
        var attempts = new LinkedBlockingQueue<Attempt>();
        var task =
                new DurableTask<>(
                        "test.greet",
                        Greet.class,
                        TWICE,
                        (greet, attempt) -> {
                            attempts.add(attempt);
                            if (!healthy.get()) {
                                throw new java.io.IOException("The line is dead");
                            }
                        });
        try (var queue = queue(task).start()) {
            schedule(queue, new Greet("Ada", null));
            assertThat(attempts.poll(30, SECONDS)).isEqualTo(new Attempt(1, 2));
            await().until(() -> troubled(queue).size() == 1);
            var waiting = troubled(queue).getFirst();
            assertThat(waiting.isDead()).isFalse();
            assertThat(waiting.failure()).isEqualTo("IOException: The line is dead");
            assertThat(Duration.between(clock.instant(), waiting.next()))
                    .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));

            clock.move(Duration.ofSeconds(12));
            assertThat(attempts.poll(30, SECONDS)).isEqualTo(new Attempt(2, 2));
            await().until(() -> troubled(queue).stream().anyMatch(TroubledTask::isDead));
            var dead = troubled(queue);
            assertThat(dead).hasSize(1);
            assertThat(dead.getFirst().attempts()).isEqualTo(2);
            assertThat(queue.check.look().health()).isEqualTo(Health.WARN);
            assertThat(queue.check.look().facts()).containsEntry("given up", 1);

            healthy.set(true);
            asOperator(() ->
                    inTransaction(() -> queue.jobs.retry("test.greet", dead.getFirst().id())));
            assertThat(attempts.poll(30, SECONDS)).isEqualTo(new Attempt(1, 2));
            awaitEmptyQueue();
            assertThat(troubled(queue)).isEmpty();
            assertThat(queue.check.look().health()).isEqualTo(Health.GOOD);
            assertThat(asOperator(() -> queue.jobs.runs("test.greet", 10)))
                    .extracting(JobRun::outcome)
                    .containsExactly(JobRun.Outcome.FAILED, JobRun.Outcome.FAILED);
        }
    }

    @Test
    void aTaskWhosePayloadCannotBeReadEndsAsADeadLetterThatCanBeDiscarded() {
        try (var queue = queue(greeting().retry(TWICE.attempts(1))).start()) {
            database.jdbc()
                    .sql(
                            """
                            INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time,
                                                         picked, version, priority)
                            VALUES ('test.greet', 'broken', 'not json', '2026-01-01Z', false, 1, 50)
                            """)
                    .update();
            await().until(() -> troubled(queue).stream().anyMatch(TroubledTask::isDead));
            asOperator(() -> inTransaction(() -> queue.jobs.discard("test.greet", "broken")));
            assertThat(troubled(queue)).isEmpty();
            assertThatThrownBy(() ->
                            asOperator(() ->
                                    inTransaction(() -> queue.jobs.retry("test.greet", "broken"))))
                    .isInstanceOf(Problem.class);
        }
    }

    @Test
    void aTaskOfALostInstanceIsTakenOverAndCountsAsAFailure() throws Exception {
        var queue = queue(greeting());
        schedule(queue, new Greet("Ada", null));
        database.jdbc()
                .sql(
                        "UPDATE scheduled_tasks SET picked = true, picked_by = 'gone#1',"
                                + " last_heartbeat = :now")
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
        try (queue) {
            queue.start();
            clock.move(TestQueue.QUICK.heartbeat().multipliedBy(QueueSettings.MISSED_HEARTBEATS));
            assertThat(greeted.poll(30, SECONDS)).isEqualTo("Ada");
            assertThat(asOperator(() -> queue.jobs.runs("test.greet", 10)))
                    .singleElement()
                    .satisfies(run -> {
                        assertThat(run.outcome()).isEqualTo(JobRun.Outcome.LOST);
                        assertThat(run.ranOn()).isEqualTo("gone#1");
                    });
        }
    }

    @Test
    void peopleOfAFirmSeeAndRetryTheTasksOfTheirFirmAlone() {
        var task = greeting().retry(TWICE.attempts(1));
        var failing =
                new DurableTask<>(
                        task.name(),
                        task.payload(),
                        task.retry(),
                        (greet, attempt) -> {
                            throw new IllegalStateException("About a client of " + greet.name());
                        });
        try (var queue = queue(failing).start()) {
            Acting.as(of(FIRM), () -> schedule(queue, new Greet("one", null)));
            await().until(() -> troubled(queue).size() == 1);
            assertThat(as(of(FIRM), () -> queue.jobs.troubled(10))).hasSize(1);
            assertThat(as(of(FIRM), () -> queue.jobs.runs("test.greet", 10))).hasSize(1);
            assertThat(as(of(OTHER_FIRM), () -> queue.jobs.troubled(10))).isEmpty();
            assertThat(as(of(OTHER_FIRM), () -> queue.jobs.runs("test.greet", 10))).isEmpty();
            var id = troubled(queue).getFirst().id();
            assertThatThrownBy(() ->
                            as(
                                    of(OTHER_FIRM),
                                    () -> inTransaction(() -> queue.jobs.retry("test.greet", id))))
                    .isInstanceOf(Problem.class);
            assertThatThrownBy(() ->
                            as(
                                    of(OTHER_FIRM),
                                    () ->
                                            inTransaction(
                                                    () -> queue.jobs.discard("test.greet", id))))
                    .isInstanceOf(Problem.class);
            assertThat(troubled(queue)).hasSize(1);
        }
    }

    @Test
    void theQueueIsReadAndRunByThoseWhoMay() {
        var queue = queue(greeting());
        var staff =
                new Actor(
                        Actor.Kind.USER,
                        UUID.randomUUID(),
                        null,
                        "Sue",
                        FIRM,
                        Set.of("clients.read"));
        assertThatThrownBy(() -> as(staff, () -> queue.jobs.all())).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> as(staff, () -> queue.jobs.troubled(1)))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> Acting.as(staff, () -> queue.jobs.retry("a", "b")))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> Acting.as(staff, () -> queue.jobs.runNow("a")))
                .isInstanceOf(Denied.class);
    }

    @Test
    void theMetersTellHowMuchWaitsAndHowItWent() throws Exception {
        var queue = queue(greeting());
        schedule(queue, new Greet("Ada", null));
        clock.move(Duration.ofSeconds(90));
        assertThat(queue.meters.get("practiceops.queue.due").gauge().value()).isEqualTo(1);
        assertThat(queue.meters.get("practiceops.queue.oldest.due").gauge().value()).isEqualTo(90);
        assertThat(queue.check.look().health()).isEqualTo(Health.WARN);
        clock.move(Duration.ofMinutes(5));
        assertThat(queue.check.look().health()).isEqualTo(Health.BAD);
        try (queue) {
            queue.start();
            assertThat(greeted.poll(30, SECONDS)).isEqualTo("Ada");
            awaitEmptyQueue();
            var timer =
                    queue.meters
                            .get("practiceops.queue.run")
                            .tags("task", "test.greet", "outcome", "done");
            assertThat(timer.timer().count()).isEqualTo(1);
        }
    }

    @Test
    void aStoppedQueueCanBeStartedAgain() throws Exception {
        try (var queue = queue(greeting()).start()) {
            queue.queue.stop();
            schedule(queue, new Greet("Ada", null));
            queue.start();
            assertThat(greeted.poll(30, SECONDS)).isEqualTo("Ada");
        }
    }

    private DurableTask<Greet> greeting() {
        return DurableTask.of("test.greet", Greet.class, greet -> greeted.add(greet.name()));
    }

    private TestQueue queue(DurableTask<?> task) {
        return queue(TestQueue.QUICK, task);
    }

    private TestQueue queue(QueueSettings settings, DurableTask<?> task) {
        return new TestQueue(database, clock, List.of(), List.of(task), settings);
    }

    private static QueueSettings settings(Duration poll) {
        var quick = TestQueue.QUICK;
        return new QueueSettings(
                2, poll, quick.heartbeat(), quick.grace(), quick.keep(), quick.keepRuns());
    }

    private void schedule(TestQueue queue, Record payload) {
        database.transaction().executeWithoutResult(transaction -> queue.tasks.schedule(payload));
    }

    private Object inTransaction(Runnable work) {
        database.transaction().executeWithoutResult(transaction -> work.run());
        return "done";
    }

    private List<TroubledTask> troubled(TestQueue queue) {
        return asOperator(() -> queue.jobs.troubled(10));
    }

    private <T> T asOperator(Supplier<T> work) {
        return as(operator, work);
    }

    private static <T> T as(Actor actor, Supplier<T> work) {
        return Acting.as(actor, "test", work::get);
    }

    private static Actor of(UUID firm) {
        return new Actor(Actor.Kind.USER, UUID.randomUUID(), null, "Ada", firm, rights());
    }

    private static Set<String> rights() {
        return Set.of(Jobs.READ.name(), Jobs.RUN.name());
    }

    private String firmOfPostgres() {
        return database.transaction()
                .execute(transaction ->
                        database.jdbc()
                                .sql("SELECT current_setting('practiceops.firm', true)")
                                .query(String.class)
                                .single());
    }

    private void awaitEmptyQueue() {
        await().until(() ->
                database.jdbc()
                                .sql("SELECT count(*) FROM scheduled_tasks")
                                .query(Integer.class)
                                .single()
                        == 0);
    }
}
