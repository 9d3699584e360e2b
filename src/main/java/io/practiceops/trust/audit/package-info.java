/**
 * What was done, by whom, to what: written with the change it tells of, or the change is not made.
 */
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"foundation.kernel", "foundation.database", "foundation.web"})
@NullMarked
package io.practiceops.trust.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
