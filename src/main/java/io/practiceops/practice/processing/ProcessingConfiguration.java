package io.practiceops.practice.processing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MalwareSettings.class, OcrSettings.class})
class ProcessingConfiguration {

    @Bean
    Tesseract tesseract(OcrSettings settings) {
        return new Tesseract(settings);
    }
}
