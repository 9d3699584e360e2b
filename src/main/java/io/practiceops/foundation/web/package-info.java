/** The ways in: requests, errors, pages and the contract of the API. */
@ApplicationModule(
        displayName = "Web",
        allowedDependencies = {"foundation.kernel", "foundation.database"})
@NullMarked
package io.practiceops.foundation.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
