package io.practiceops.foundation.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The scheduler of this instance. In the last phase, which starts last and stops first: nothing
 * runs before everything is there, nor after something has gone.
 */
final class Queue implements SmartLifecycle {

    /** What is unknown to this version may belong to a newer or older one: shown, never deleted. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final DataSource dataSource;
    private final TaskCatalogue catalogue;
    private final Workplace workplace;
    private final QueueSettings settings;
    private final ZoneId zone;
    private final boolean on;
    private volatile @Nullable Scheduler scheduler;

    /**
     * @param on whether it starts with the application; a command of the command line has it off
     */
    Queue(
            DataSource dataSource,
            TaskCatalogue catalogue,
            Workplace workplace,
            QueueSettings settings,
            ZoneId zone,
            boolean on) {
        this.dataSource = dataSource;
        this.catalogue = catalogue;
        this.workplace = workplace;
        this.settings = settings;
        this.zone = zone;
        this.on = on;
    }

    @Override
    public boolean isAutoStartup() {
        return on;
    }

    /** A new scheduler each time: one that was stopped cannot be started again. */
    @Override
    public synchronized void start() {
        if (scheduler == null) {
            var built = build();
            scheduler = built;
            built.start();
        }
    }

    @Override
    public synchronized void stop() {
        var running = scheduler;
        scheduler = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    /** Looks for due work now instead of at the next poll. */
    void wake() {
        var running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    /** Wakes once the current transaction, if there is one, has committed. */
    void wakeAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            wake();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        wake();
                    }
                });
    }

    private Scheduler build() {
        return new MonotonicBuilder(dataSource, oneOffs())
                .startTasks(recurring())
                .threads(settings.threads())
                .executorService(
                        Executors.newThreadPerTaskExecutor(
                                Thread.ofVirtual().name("queue-", 0).factory()))
                .pollUsingLockAndFetch(0.99, 1.0)
                .enableImmediateExecution()
                .enablePriority()
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(QueueSettings.MISSED_HEARTBEATS)
                .shutdownMaxWait(settings.grace())
                .deleteUnresolvedAfter(NEVER)
                .schedulerName(new SchedulerName.Fixed(workplace.name()))
                .serializer(new Envelope.Format(workplace.json()))
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .clock(() -> workplace.clock().instant())
                .failureLogging(LogLevel.OFF, false)
                .build();
    }

    private List<RecurringTask<Void>> recurring() {
        return catalogue.jobs().stream().map(job -> RecurringJob.of(job, zone, workplace)).toList();
    }

    private List<Task<?>> oneOffs() {
        return catalogue.tasks().stream()
                .<Task<?>>map(task -> OneOffTask.of(task, workplace))
                .toList();
    }

    /**
     * Due is by our clock, but waiting is by one that nobody can set back: it would wait the step
     * as well.
     */
    private static final class MonotonicBuilder extends SchedulerBuilder {

        MonotonicBuilder(DataSource dataSource, List<Task<?>> tasks) {
            super(dataSource, tasks);
        }

        @Override
        protected Waiter buildWaiter() {
            return new Waiter(poolingInterval, () -> Instant.EPOCH.plusNanos(System.nanoTime()));
        }
    }
}
