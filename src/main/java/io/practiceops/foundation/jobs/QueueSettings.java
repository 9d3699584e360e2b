package io.practiceops.foundation.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the queue runs here.
 *
 * @param threads jobs and tasks that run at once on this instance; each may hold a database
 *     connection
 * @param poll how often an idle instance looks; what is committed here wakes it at once
 * @param heartbeat how often a running task says that it lives; silent for four of them, it is
 *     taken over
 * @param grace how long a stop waits for what runs, before and again after interrupting it
 * @param keep how long runs are kept
 * @param keepRuns how many runs of one job are kept at most
 */
@ConfigurationProperties("practiceops.jobs")
record QueueSettings(
        @DefaultValue("6") int threads,
        @DefaultValue("10s") Duration poll,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("10s") Duration grace,
        @DefaultValue("90d") Duration keep,
        @DefaultValue("500") int keepRuns) {

    /** The fewest db-scheduler accepts. */
    static final int MISSED_HEARTBEATS = 4;

    QueueSettings {
        if (threads < 1 || !poll.isPositive() || !heartbeat.isPositive()) {
            throw new IllegalArgumentException(
                    "practiceops.jobs needs threads of at least 1 and a positive poll and heartbeat; it has %d, %s, %s."
                            .formatted(threads, poll, heartbeat));
        }
    }
}
