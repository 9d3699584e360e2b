package io.practiceops.foundation.database;

/**
 * The database cannot be started or reached as things stand, and a person can mend it. The message
 * says what is wrong and what to do; a stack trace adds nothing.
 */
public final class DatabaseRefusedException extends RuntimeException {

    DatabaseRefusedException(String message) {
        super(message);
    }

    DatabaseRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
