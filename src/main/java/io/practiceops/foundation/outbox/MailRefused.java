package io.practiceops.foundation.outbox;

/** The receiving side said no, and would say no again. */
final class MailRefused extends Exception {

    MailRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
