/** The installation's own secret keys: files beside the database, never in it. */
@ApplicationModule(
        displayName = "Keys",
        allowedDependencies = {"foundation.kernel", "foundation.database"})
@NullMarked
package io.practiceops.foundation.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
