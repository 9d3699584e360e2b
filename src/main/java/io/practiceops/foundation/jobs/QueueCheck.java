package io.practiceops.foundation.jobs;

import io.practiceops.foundation.kernel.Check;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whether work gets done. */
final class QueueCheck implements Check {

    private static final Duration SLOW = Duration.ofMinutes(1);
    private static final Duration STUCK = Duration.ofMinutes(5);

    private final Supplier<QueueDepth> depth;
    private final Supplier<List<JobState>> jobs;
    private final Clock clock;

    QueueCheck(Supplier<QueueDepth> depth, Supplier<List<JobState>> jobs, Clock clock) {
        this.depth = depth;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public String title() {
        return "Jobs and tasks";
    }

    @Override
    public Result look() {
        var seen = depth.get();
        var states = jobs.get();
        var age = seen.oldestAge(clock.instant());
        var overdue = states.stream().filter(JobState::overdue).toList();
        var facts = facts(seen, age, overdue);
        if (age.compareTo(STUCK) > 0) {
            return Result.bad(
                    "Work has been waiting for %s minutes and nobody does it."
                            .formatted(age.toMinutes()),
                    facts,
                    "See on the jobs page what runs so long. If nothing does, the queue is off"
                            + " (practiceops.queue) or stuck: restart the server.");
        }
        if (!overdue.isEmpty()) {
            return Result.warn(
                    "Overdue: %s.".formatted(titles(overdue)),
                    facts,
                    "Look at the job's last runs. It may be slow, stuck, or waiting for a free"
                            + " thread (practiceops.jobs.threads).");
        }
        return trouble(seen, states, age, facts);
    }

    private static Result trouble(
            QueueDepth seen, List<JobState> states, Duration age, Map<String, Object> facts) {
        var failing = states.stream().filter(state -> state.failures() > 0).toList();
        if (!failing.isEmpty()) {
            return Result.warn(
                    "Failing: %s. %s".formatted(titles(failing), failing.getFirst().whenItFails()),
                    facts,
                    "Read the failure on the jobs page, mend its cause and run the job again.");
        }
        if (seen.dead() > 0) {
            return Result.warn(
                    (seen.dead() == 1 ? "1 task was" : seen.dead() + " tasks were") + " given up.",
                    facts,
                    "Read their failures on the jobs page; then try them again, or discard them.");
        }
        if (seen.failing() > 0) {
            return Result.warn(
                    (seen.failing() == 1 ? "1 task" : seen.failing() + " tasks")
                            + " failed and will be tried again.",
                    facts,
                    "Nothing, unless the jobs page shows a cause that will not go away by itself.");
        }
        if (seen.unknown() > 0) {
            return Result.warn(
                    "%d entries belong to another version.".formatted(seen.unknown()),
                    facts,
                    "Finish the roll-out, or bring back the version that knows them.");
        }
        if (age.compareTo(SLOW) > 0) {
            return Result.warn(
                    "Work waits for more than a minute.",
                    facts,
                    "Give the queue more threads: practiceops.jobs.threads.");
        }
        return Result.good("All work is done when it is due.", facts);
    }

    private static Map<String, Object> facts(
            QueueDepth seen, Duration age, List<JobState> overdue) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("due", seen.due());
        facts.put("oldest due, seconds", age.toSeconds());
        facts.put("running", seen.running());
        facts.put("waiting for their time", seen.waiting());
        facts.put("failing", seen.failing());
        facts.put("given up", seen.dead());
        facts.put("overdue jobs", overdue.size());
        facts.put("of another version", seen.unknown());
        return facts;
    }

    private static String titles(List<JobState> jobs) {
        return jobs.stream().map(JobState::title).collect(Collectors.joining(", "));
    }
}
