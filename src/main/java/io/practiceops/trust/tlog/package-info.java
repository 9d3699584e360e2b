/**
 * Transparency logs: the trees of RFC 6962 and the texts of C2SP. Knows no database and no Spring,
 * so that what it seals can be verified with nothing but the jar.
 */
@ApplicationModule(
        displayName = "Transparency log",
        allowedDependencies = {})
@NullMarked
package io.practiceops.trust.tlog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
