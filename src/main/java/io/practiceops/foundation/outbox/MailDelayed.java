package io.practiceops.foundation.outbox;

/**
 * The mail could not be sent now; another try may succeed. For the queue and its log: without
 * addresses.
 */
final class MailDelayed extends Exception {

    MailDelayed(String words) {
        super(words);
    }
}
