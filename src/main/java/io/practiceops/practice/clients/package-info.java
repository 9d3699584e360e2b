/** Whom the firm works for. */
@ApplicationModule(
        displayName = "Clients",
        allowedDependencies = {
            "foundation.kernel",
            "foundation.database",
            "foundation.web",
            "trust.access",
            "trust.audit"
        })
@NullMarked
package io.practiceops.practice.clients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
