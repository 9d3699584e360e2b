package io.practiceops.foundation.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Job;
import java.time.Clock;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The parts of the queue, put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueueSettings.class)
class JobsConfiguration {

    /**
     * A stored format must not change with how the API writes its answers, so not the shared
     * mapper.
     */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Bean
    TaskCatalogue taskCatalogue(ObjectProvider<Job> jobs, ObjectProvider<DurableTask<?>> tasks) {
        return new TaskCatalogue(() -> jobs.stream().toList(), () -> tasks.stream().toList());
    }

    @Bean
    RunLog runLog(JdbcClient jdbc, Clock clock, Ids ids) {
        return new RunLog(jdbc, clock, ids);
    }

    @Bean
    DeadLetters deadLetters(JdbcClient jdbc, Clock clock) {
        return new DeadLetters(jdbc, JSON, clock);
    }

    @Bean
    JobStore jobStore(JdbcClient jdbc) {
        return new JobStore(jdbc);
    }

    @Bean
    JobStates jobStates(TaskCatalogue catalogue, JobStore store, RunLog runs, Clock clock) {
        return new JobStates(catalogue, store, runs, clock);
    }

    @Bean
    QueueMeters queueMeters(
            MeterRegistry registry, JdbcClient jdbc, TaskCatalogue catalogue, Clock clock) {
        return new QueueMeters(
                registry, () -> QueueDepth.read(jdbc, clock.instant(), catalogue.names()), clock);
    }

    @Bean
    Queue queue(
            DataSource dataSource,
            TaskCatalogue catalogue,
            Workplace workplace,
            QueueSettings settings,
            @Value("${practiceops.zone:}") String zone,
            @Value("${practiceops.queue:on}") String queue) {
        var on = !queue.equals("off") && !queue.equals("false");
        return new Queue(
                dataSource,
                catalogue,
                workplace,
                settings,
                zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone),
                on);
    }

    @Bean
    Workplace workplace(RunLog runs, DeadLetters deadLetters, QueueMeters meters, Clock clock) {
        return new Workplace(runs, deadLetters, meters, JSON, clock);
    }

    @Bean
    Tasks tasks(JdbcClient jdbc, TaskCatalogue catalogue, Queue queue, Clock clock, Ids ids) {
        return new Tasks(jdbc, catalogue, queue, JSON, clock, ids);
    }

    @Bean
    Jobs jobs(
            TaskCatalogue catalogue,
            JobStates states,
            JobStore store,
            RunLog runs,
            DeadLetters deadLetters,
            Queue queue,
            Clock clock) {
        return new Jobs(catalogue, states, store, runs, deadLetters, queue, clock);
    }

    @Bean
    QueueHistory queueHistory(
            RunLog runs,
            JobStore store,
            TaskCatalogue catalogue,
            QueueSettings settings,
            Clock clock) {
        return new QueueHistory(runs, store, catalogue, settings, clock);
    }

    @Bean
    QueueCheck queueCheck(JdbcClient jdbc, TaskCatalogue catalogue, JobStates states, Clock clock) {
        return new QueueCheck(
                () -> QueueDepth.read(jdbc, clock.instant(), catalogue.names()),
                states::now,
                clock);
    }
}
