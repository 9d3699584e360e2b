package io.practiceops.console.samples;

import io.practiceops.foundation.jobs.DurableTask;
import io.practiceops.foundation.jobs.Tasks;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.practice.processing.Papers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A reviewer of the demo practice corrects what was read off a paper, once it is read. */
@Configuration(proxyBeanMethods = false)
class SampleCorrections {

    private static final int LOOKS = 100;
    private static final Duration UNTIL_THE_NEXT = Duration.ofSeconds(3);

    @Bean
    DurableTask<SampleCorrection> sampleCorrection(
            Papers papers, Tasks tasks, Clock clock, PlatformTransactionManager transactions) {
        var transaction = new TransactionTemplate(transactions);
        return DurableTask.of(
                "samples.correct",
                SampleCorrection.class,
                task -> {
                    try {
                        papers.accept(
                                task.document(),
                                1,
                                Map.of("employee-name", "Adaeze N. Okafor"),
                                true);
                    } catch (Problem notYet) {
                        if (notYet.type() != ProblemType.NOT_FOUND || task.look() >= LOOKS) {
                            throw notYet;
                        }
                        var next = new SampleCorrection(task.document(), task.look() + 1);
                        transaction.executeWithoutResult(
                                _ -> tasks.schedule(next, clock.instant().plus(UNTIL_THE_NEXT)));
                    }
                });
    }
}
