/**
 * The database: embedded or external PostgreSQL, migrations, and the isolation of firms by
 * row-level security.
 */
@ApplicationModule(displayName = "Database", allowedDependencies = "foundation.kernel")
@NullMarked
package io.practiceops.foundation.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
