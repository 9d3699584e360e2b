/** Firms, the people who work in them, how they sign in, and what each may do. */
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {
            "foundation.kernel",
            "foundation.database",
            "foundation.keys",
            "foundation.web",
            "foundation.outbox",
            "trust.audit"
        })
@NullMarked
package io.practiceops.trust.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
