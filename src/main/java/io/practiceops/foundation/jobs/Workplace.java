package io.practiceops.foundation.jobs;

import com.github.kagkarlsson.scheduler.task.Execution;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;

/** This instance, and what jobs and tasks need of it. */
final class Workplace {

    private record Running(String task, String instance, long version) {}

    private final String name =
            host() + "#" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final RunLog runs;
    private final DeadLetters deadLetters;
    private final QueueMeters meters;
    private final JsonMapper json;
    private final Clock clock;

    Workplace(
            RunLog runs,
            DeadLetters deadLetters,
            QueueMeters meters,
            JsonMapper json,
            Clock clock) {
        this.runs = runs;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.json = json;
        this.clock = clock;
    }

    /** Of this instance; another one after each start. */
    String name() {
        return name;
    }

    RunLog runs() {
        return runs;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    JsonMapper json() {
        return json;
    }

    Clock clock() {
        return clock;
    }

    void run(Execution execution, Runnable work) {
        var entry = entry(execution);
        running.add(entry);
        try {
            meters.time(execution.getTaskName(), work);
        } finally {
            running.remove(entry);
        }
    }

    /**
     * Whether this instance is at work on just that. Then it isn't dead, however old its heartbeat
     * looks: the clock was set, or the machine slept.
     */
    boolean isRunningHere(Execution execution) {
        return running.contains(entry(execution));
    }

    private static Running entry(Execution execution) {
        return new Running(execution.getTaskName(), execution.getId(), execution.version);
    }

    private static String host() {
        try {
            var host = InetAddress.getLocalHost().getHostName();
            return host.length() <= 40 ? host : host.substring(0, 40);
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
