package io.practiceops.trust.audit;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.ActDenied;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps what was refused. Told by the web layer when the refused transaction has ended. */
@Component
class Denials {

    private final Audit audit;

    Denials(Audit audit) {
        this.audit = audit;
    }

    @EventListener
    @AcrossFirms
    public void on(ActDenied denied) {
        var thing = denied.closed();
        audit.record(
                AuditEvent.denied(
                                "access.denied",
                                thing == null ? "request" : thing.kind(),
                                thing == null ? null : thing.id().toString())
                        .detail("address", denied.address())
                        .detail("reason", denied.reason()));
    }
}
