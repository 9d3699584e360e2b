/** The first screen: what needs somebody, how things stand, what changed. */
@ApplicationModule(
        displayName = "Overview",
        allowedDependencies = {"foundation.kernel", "foundation.web"})
@NullMarked
package io.practiceops.console.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
