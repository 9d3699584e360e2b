package io.practiceops.foundation.outbox;

import io.practiceops.foundation.jobs.DurableTask;
import io.practiceops.foundation.jobs.Retry;
import io.practiceops.foundation.jobs.Tasks;
import io.practiceops.foundation.kernel.Ids;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The outbox, put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmtpSettings.class)
class OutboxConfiguration {

    @Bean
    OutboxTransactions outboxTransactions(PlatformTransactionManager transactions) {
        return new OutboxTransactions(transactions);
    }

    @Bean
    OutboxStore outboxStore(JdbcClient jdbc) {
        return new OutboxStore(jdbc);
    }

    @Bean
    Outbox outbox(
            OutboxTransactions transactions,
            OutboxStore store,
            Tasks tasks,
            SmtpSettings settings,
            Clock clock,
            Ids ids) {
        return new Outbox(transactions, store, tasks, settings, clock, ids);
    }

    @Bean
    DurableTask<SendMail> sendMail(
            OutboxTransactions transactions,
            OutboxStore store,
            SmtpSettings settings,
            Clock clock) {
        var smtp = settings.isConfigured() ? new Smtp(settings, clock) : null;
        return sending(new Delivery(transactions, store, smtp, clock));
    }

    static DurableTask<SendMail> sending(Delivery delivery) {
        return new DurableTask<>("outbox.mail", SendMail.class, Retry.patient(), delivery::deliver);
    }

    @Bean
    MailCheck mailCheck(
            OutboxTransactions transactions, SmtpSettings settings, JdbcClient jdbc, Clock clock) {
        return new MailCheck(
                settings, () -> transactions.acrossFirms(() -> MailTraffic.read(jdbc)), clock);
    }

    @Bean
    MailFact mailFact(SmtpSettings settings, MailCheck check) {
        return new MailFact(settings, check);
    }
}
