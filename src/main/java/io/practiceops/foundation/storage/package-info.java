/** Where objects are kept: a folder, or a store that speaks S3. Knows names and bytes, no more. */
@ApplicationModule(
        displayName = "Storage",
        allowedDependencies = {"foundation.kernel", "foundation.database"})
@NullMarked
package io.practiceops.foundation.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
