package io.practiceops.foundation.database;

/**
 * The database cannot be started or reached as things stand, and a person can mend it. The message
 * says what is wrong and what to do; a stack trace adds nothing.
 */
public final class DatabaseRefused extends RuntimeException {

    DatabaseRefused(String reason, String mend) {
        super(reason + " " + mend);
    }

    DatabaseRefused(String message) {
        super(message);
    }

    DatabaseRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
