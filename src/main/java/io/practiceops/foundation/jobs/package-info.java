/**
 * The one queue: recurring jobs, and tasks that are scheduled in a transaction and survive
 * everything.
 */
@ApplicationModule(displayName = "Jobs", allowedDependencies = "foundation.kernel")
@NullMarked
package io.practiceops.foundation.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
