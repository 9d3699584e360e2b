package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Job;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Keeps a partition ready for the months to come: at start, and every night. */
@Component
class AuditPartitions implements Job, InitializingBean {

    private final AuditTrail trail;

    AuditPartitions(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void afterPropertiesSet() {
        trail.makePartitions();
    }

    @Override
    public String name() {
        return "audit.partitions";
    }

    @Override
    public String title() {
        return "Make room in the audit trail for the coming months";
    }

    @Override
    public When when() {
        return new When.Daily(LocalTime.of(0, 20));
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(5);
    }

    @Override
    public String whenItFails() {
        return "Entries of a new month go to a common partition, which slows their retention later.";
    }

    @Override
    public void run() {
        trail.makePartitions();
    }
}
