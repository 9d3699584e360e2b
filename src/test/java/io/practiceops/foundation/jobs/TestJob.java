package io.practiceops.foundation.jobs;

import io.practiceops.foundation.kernel.Job;
import java.time.Duration;

/** A job made of what a test needs. */
record TestJob(String name, When when, Work work) implements Job {

    interface Work {
        void run() throws Exception;
    }

    static TestJob hourly(String name, Work work) {
        return new TestJob(name, new When.Every(Duration.ofHours(1)), work);
    }

    @Override
    public String title() {
        return "Title of " + name;
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(10);
    }

    @Override
    public String whenItFails() {
        return "Nothing gets tested.";
    }

    @Override
    public void run() throws Exception {
        work.run();
    }
}
