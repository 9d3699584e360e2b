package io.practiceops.trust.sealing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch in which the logs have one name. A new one begins when a database restored from a
 * backup goes on: under the old name they have said more already than this database knows.
 *
 * @param statement the signed note that says so; null for the first
 */
record Era(int number, String origin, Instant since, @Nullable String statement) {}
