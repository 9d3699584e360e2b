/** What leaves the house: mail, written with the change that causes it and sent by the queue. */
@ApplicationModule(
        displayName = "Outbox",
        allowedDependencies = {"foundation.kernel", "foundation.database", "foundation.jobs"})
@NullMarked
package io.practiceops.foundation.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
