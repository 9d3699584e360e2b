/** What the installation says about itself: checks, measurements, jobs and mail. */
@ApplicationModule(
        displayName = "Signals",
        allowedDependencies = {
            "foundation.kernel",
            "foundation.database",
            "foundation.web",
            "foundation.jobs",
            "foundation.outbox",
            "trust.audit"
        })
@NullMarked
package io.practiceops.operations.signals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
