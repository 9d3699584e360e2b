/** The papers of the firm's clients: kept, read, found, and handed out on record. */
@ApplicationModule(
        displayName = "Documents",
        allowedDependencies = {
            "foundation.kernel",
            "foundation.database",
            "foundation.web",
            "foundation.jobs",
            "trust.access",
            "trust.audit",
            "practice.clients",
            "practice.parsing",
            "practice.vault"
        })
@NullMarked
package io.practiceops.practice.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
