package io.practiceops.practice.processing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What the pipeline tells the meters. */
@Component
class PipelineMeters {

    private final MeterRegistry registry;

    PipelineMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void worked(Stage stage, String outcome, Duration time) {
        Timer.builder("practiceops.documents.stage")
                .description("Work of the document pipeline, by stage")
                .tag("stage", stage.key())
                .tag("outcome", outcome)
                .register(registry)
                .record(time);
    }

    void ended(Run.State state) {
        Counter.builder("practiceops.documents.processed")
                .description("Versions of documents that left the pipeline")
                .tag("end", state.name().toLowerCase(java.util.Locale.ROOT))
                .register(registry)
                .increment();
    }

    void searchableAfter(Duration time) {
        Timer.builder("practiceops.documents.searchable")
                .description("From the upload of a version to its being found")
                .register(registry)
                .record(time);
    }
}
