package io.practiceops.practice.processing;

import io.practiceops.foundation.jobs.DurableTask;
import io.practiceops.foundation.jobs.Retry;
import io.practiceops.foundation.kernel.Home;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MalwareSettings.class, OcrSettings.class})
class ProcessingConfiguration {

    private static final int TRIES = 4;

    @Bean
    DurableTask<RunStage> runStage(Pipeline pipeline) {
        return new DurableTask<>(
                "documents.process",
                RunStage.class,
                Retry.standard().attempts(TRIES),
                pipeline::run);
    }

    @Bean
    DurableTask<ReadText> readText(Beginnings beginnings) {
        return DurableTask.of("documents.read-text", ReadText.class, beginnings::of);
    }

    @Bean
    Tesseract tesseract(OcrSettings settings, Home home) {
        return new Tesseract(settings, home);
    }
}
