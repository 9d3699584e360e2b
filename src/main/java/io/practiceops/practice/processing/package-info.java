/** What happens to a file before anybody may rely on it: looked at, read, and told apart. */
@ApplicationModule(
        displayName = "Processing",
        allowedDependencies = {
            "foundation.kernel",
            "foundation.database",
            "foundation.web",
            "foundation.jobs",
            "trust.audit",
            "practice.clients",
            "practice.documents",
            "practice.parsing",
            "practice.vault"
        })
@NullMarked
package io.practiceops.practice.processing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
