package io.practiceops.practice.documents;

import io.practiceops.foundation.jobs.DurableTask;
import io.practiceops.foundation.jobs.Retry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {

    private static final int TRIES = 5;

    @Bean
    DurableTask<UnpackMail> unpackMail(Mails mails) {
        return DurableTask.of("documents.unpack-mail", UnpackMail.class, mails::unpack)
                .retry(Retry.standard().attempts(TRIES));
    }
}
