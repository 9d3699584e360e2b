/** Access reviews: somebody else looks at who holds what, decides, and the evidence is kept. */
@ApplicationModule(
        displayName = "Reviews",
        allowedDependencies = {
            "foundation.kernel",
            "foundation.database",
            "foundation.web",
            "foundation.outbox",
            "trust.access",
            "trust.audit"
        })
@NullMarked
package io.practiceops.trust.reviews;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
