package io.practiceops.trust.audit;

import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.kernel.Ids;
import java.time.Clock;
import java.time.LocalDate;

/** The trail as the application puts it together. */
public final class TestAudit {

    private TestAudit() {}

    public static Audit of(ScratchDatabase database, Clock clock) {
        return new Audit(new AuditStore(database.jdbc()), new Ids(clock), clock);
    }

    /** The partition of a month, which the application makes at its start. */
    public static void makePartition(ScratchDatabase database, LocalDate month) {
        new AuditStore(database.jdbc()).makePartition(month);
    }
}
