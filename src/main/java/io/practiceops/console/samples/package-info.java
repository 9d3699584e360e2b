/** The made-up practice Harbor &amp; Finch, for whoever wants to look around. */
@ApplicationModule(
        displayName = "Samples",
        allowedDependencies = {
            "foundation.jobs",
            "foundation.kernel",
            "foundation.web",
            "trust.access",
            "trust.reviews",
            "practice.clients",
            "practice.documents",
            "practice.parsing",
            "practice.processing",
            "practice.retention",
            "practice.sharing"
        })
@NullMarked
package io.practiceops.console.samples;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
