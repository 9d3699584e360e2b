package io.practiceops.foundation.keys;

import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.kernel.Home;
import java.nio.file.Path;
import java.time.Clock;

/** The keys of a home as the application puts them together. */
public final class TestKeys {

    private TestKeys() {}

    public static InstallationKeys of(ScratchDatabase database, Path home, Clock clock) {
        return new InstallationKeys(
                new KeyFolder(new Home(home), ""),
                new KeyFingerprints(database.jdbc()),
                clock,
                database.transactions());
    }
}
