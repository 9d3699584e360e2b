package io.practiceops.practice.retention;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Job;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Days go by without anybody doing anything: rules come into force, and the last date is over. */
@Component
class RetentionJob implements Job {

    private final Sweeping sweeping;
    private final Erasures erasures;
    private final JdbcClient jdbc;
    private final AcrossFirmsTemplate across;

    RetentionJob(
            Sweeping sweeping,
            Erasures erasures,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.sweeping = sweeping;
        this.erasures = erasures;
        this.jdbc = jdbc;
        this.across = new AcrossFirmsTemplate(transactions);
    }

    @Override
    public String name() {
        return "retention.upkeep";
    }

    @Override
    public String title() {
        return "Count how long documents are kept, and look at erasures that wait";
    }

    @Override
    public When when() {
        return new When.Every(Duration.ofMinutes(15));
    }

    @Override
    public Duration limit() {
        return Duration.ofHours(2);
    }

    @Override
    public String whenItFails() {
        return "Documents not counted yet cannot be disposed of, and erasures wait on; nothing goes too early.";
    }

    /** What fails in one firm does not keep the others waiting, and fails the run at its end. */
    @Override
    public void run() {
        var failures = new LinkedHashMap<UUID, RuntimeException>();
        for (var firm : firms()) {
            try {
                Acting.as(Actor.system("Retention", firm), this::runForFirm);
            } catch (RuntimeException failure) {
                failures.put(firm, failure);
            }
        }
        if (!failures.isEmpty()) {
            var all =
                    new IllegalStateException(
                            "Retention failed for the firms " + failures.keySet());
            failures.values().forEach(all::addSuppressed);
            throw all;
        }
    }

    private void runForFirm() {
        sweeping.run();
        erasures.lookAgain();
    }

    private List<UUID> firms() {
        List<UUID> firms =
                across.execute(
                        _ -> jdbc.sql("SELECT id FROM firm ORDER BY id").query(UUID.class).list());
        return firms == null ? List.of() : firms;
    }
}
