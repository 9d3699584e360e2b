/** The firm's bytes: encrypted, kept once, counted by their uses, shredded with the last. */
@ApplicationModule(
        displayName = "Vault",
        allowedDependencies = {
            "foundation.kernel",
            "foundation.database",
            "foundation.keys",
            "foundation.storage",
            "foundation.jobs",
            "foundation.web",
            "trust.audit"
        })
@NullMarked
package io.practiceops.practice.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
