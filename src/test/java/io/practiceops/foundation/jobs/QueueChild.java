package io.practiceops.foundation.jobs;

import io.practiceops.foundation.database.DatabaseAccess;
import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.kernel.Job;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** An instance in a process of its own that begins a task and a job and never ends them. */
final class QueueChild {

    record Linger(String word) {}

    static final String JOB = "test.linger-job";

    private QueueChild() {}

    static Job job(TestJob.Work work) {
        return TestJob.hourly(JOB, work);
    }

    static DurableTask<Linger> task(DurableTask.Work<Linger> work) {
        return DurableTask.of("test.linger", Linger.class, work);
    }

    public static void main(String... arguments) throws Exception {
        var login = new DatabaseAccess.Login(arguments[1], arguments[2]);
        var database = ScratchDatabase.existing(new DatabaseAccess(arguments[0], login, login));
        var never = new CountDownLatch(1);
        var queue =
                new TestQueue(
                        database,
                        Clock.systemUTC(),
                        List.of(job(() -> linger("job", never))),
                        List.of(task(linger -> linger("task", never))),
                        TestQueue.QUICK);
        queue.start();
        never.await();
    }

    private static void linger(String what, CountDownLatch never) throws InterruptedException {
        System.out.println("running " + what);
        never.await();
    }
}
