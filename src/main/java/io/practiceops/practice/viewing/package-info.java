/** Documents looked at in the browser, page by page, and what people note on them. */
@ApplicationModule(
        displayName = "Viewing",
        allowedDependencies = {
            "foundation.kernel",
            "foundation.database",
            "foundation.web",
            "trust.audit",
            "practice.documents",
            "practice.parsing",
            "practice.vault"
        })
@NullMarked
package io.practiceops.practice.viewing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
