package io.practiceops.foundation.kernel;

import java.time.Duration;
import java.time.LocalTime;

/** Socket: a named piece of scheduled work. Read by the scheduler and the jobs page. */
public interface Job {

    /** Stable and dotted, as in {@code audit.partitions}; the key of its row in the queue. */
    String name();

    String title();

    When when();

    /** A run that takes longer is shown as overdue. */
    Duration limit();

    /** What it means for people when this fails, one sentence. */
    String whenItFails();

    /**
     * Does the work, as the system and for no firm. At least once: running twice must be harmless.
     */
    void run() throws Exception;

    /** How often. */
    sealed interface When {
        record Every(Duration interval) implements When {}

        /** Each day at that time of the installation's zone. */
        record Daily(LocalTime at) implements When {}
    }
}
