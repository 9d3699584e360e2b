package io.practiceops.foundation.jobs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.practiceops.foundation.database.ChildJvm;
import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class QueueCrashTests {

    @Test
    void whatAKilledProcessHeldIsTakenOverByAnother() throws Exception {
        var taken = new LinkedBlockingQueue<String>();
        try (var database = ScratchDatabase.create();
                var survivor =
                        new TestQueue(
                                database,
                                Clock.systemUTC(),
                                List.of(QueueChild.job(() -> taken.add("job"))),
                                List.of(QueueChild.task(linger -> taken.add(linger.word()))),
                                TestQueue.QUICK)) {
            database.transaction()
                    .executeWithoutResult(
                            transaction -> survivor.tasks.schedule(new QueueChild.Linger("task")));
            var access = database.access();
            try (var child =
                    new ChildJvm(
                            QueueChild.class,
                            access.url(),
                            access.app().user(),
                            access.app().password())) {
                child.await("running ");
                child.await("running ");
                survivor.start();
                assertThat(taken).as("while the other lives").isEmpty();
                child.kill();
                child.awaitEnd();
            }
            assertThat(List.of(take(taken), take(taken))).containsExactlyInAnyOrder("job", "task");
            await().untilAsserted(() -> {
                assertThat(outcomes(survivor, QueueChild.JOB))
                        .containsExactly(JobRun.Outcome.DONE, JobRun.Outcome.LOST);
                assertThat(outcomes(survivor, "test.linger")).containsExactly(JobRun.Outcome.LOST);
            });
        }
    }

    private static String take(LinkedBlockingQueue<String> queue) throws InterruptedException {
        var taken = queue.poll(60, SECONDS);
        assertThat(taken).as("taken over").isNotNull();
        return taken;
    }

    private static List<JobRun.Outcome> outcomes(TestQueue queue, String name) {
        return Acting.as(Actor.system("test", null), "test", () -> queue.jobs.runs(name, 5))
                .stream()
                .map(JobRun::outcome)
                .toList();
    }
}
