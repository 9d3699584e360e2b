package io.practiceops.operations.signals;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.jobs.Jobs;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * What people set going by hand, on record with it. In the platform role, because an operator
 * belongs to no firm; the queue and the outbox name the actor's firm themselves.
 */
@Service
class ByHand {

    private final Jobs jobs;
    private final Outbox outbox;
    private final Audit audit;

    ByHand(Jobs jobs, Outbox outbox, Audit audit) {
        this.jobs = jobs;
        this.outbox = outbox;
        this.audit = audit;
    }

    @AcrossFirms
    public void run(String job) {
        jobs.runNow(job);
        audit.record(AuditEvent.done("job.run-by-hand", "job", job).named(jobs.one(job).title()));
    }

    @AcrossFirms
    public void retry(String task, String id) {
        jobs.retry(task, id);
        audit.record(AuditEvent.done("task.tried-again", "task", id).detail("task", task));
    }

    @AcrossFirms
    public void discard(String task, String id) {
        jobs.discard(task, id);
        audit.record(AuditEvent.done("task.discarded", "task", id).detail("task", task));
    }

    @AcrossFirms
    public void resend(UUID letter) {
        outbox.resend(letter);
        audit.record(AuditEvent.done("mail.sent-again", "mail", letter));
    }
}
