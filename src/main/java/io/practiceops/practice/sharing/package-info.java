/** Links for people who do not sign in: to see documents of the firm, and to hand some in. */
@ApplicationModule(
        displayName = "Sharing",
        allowedDependencies = {
            "foundation.kernel",
            "foundation.database",
            "foundation.web",
            "foundation.jobs",
            "foundation.outbox",
            "trust.access",
            "trust.audit",
            "practice.clients",
            "practice.documents",
            "practice.parsing",
            "practice.vault",
            "practice.viewing"
        })
@NullMarked
package io.practiceops.practice.sharing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
