package io.practiceops.foundation.database;

/** The database is not one that PracticeOps may start on. */
public final class DatabaseRefused extends IllegalStateException {

    DatabaseRefused(String reason, String mend) {
        super(reason + " " + mend);
    }
}
