/**
 * Seals the audit trail: one leaf an event in the tree of its firm's log, the trees' roots in the
 * system log, and that log's signed checkpoints in places outside the database.
 */
@ApplicationModule(
        displayName = "Sealing",
        allowedDependencies = {
            "foundation.kernel",
            "foundation.database",
            "foundation.web",
            "foundation.keys",
            "trust.audit",
            "trust.tlog"
        })
@NullMarked
package io.practiceops.trust.sealing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
