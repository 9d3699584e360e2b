/** How long documents are kept, what holds them beyond that, and how they go in the end. */
@ApplicationModule(
        displayName = "Retention",
        allowedDependencies = {
            "foundation.kernel",
            "foundation.database",
            "foundation.web",
            "foundation.jobs",
            "trust.audit",
            "practice.clients",
            "practice.documents"
        })
@NullMarked
package io.practiceops.practice.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
