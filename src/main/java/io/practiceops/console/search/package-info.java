/** One search over what the actor may read, for the page and for the command palette. */
@ApplicationModule(
        displayName = "Search",
        allowedDependencies = {
            "foundation.kernel",
            "foundation.web",
            "practice.clients",
            "practice.documents"
        })
@NullMarked
package io.practiceops.console.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
