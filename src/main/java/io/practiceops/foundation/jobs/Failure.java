package io.practiceops.foundation.jobs;

import java.util.ArrayList;

/** What went wrong, in one line that is kept: the messages from the exception down to its root. */
final class Failure {

    private static final int LIMIT = 2_000;

    private Failure() {}

    static String text(Throwable thrown) {
        var parts = new ArrayList<String>();
        for (Throwable cause = thrown;
                cause != null && parts.size() < 5;
                cause = cause.getCause()) {
            var message = cause.getMessage();
            var named = cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
            if (parts.isEmpty() || !parts.getLast().endsWith(named)) {
                parts.add(named);
            }
        }
        // PostgreSQL keeps no NUL in a text
        var text = String.join(" ← ", parts).replace('\0', ' ');
        return text.length() <= LIMIT ? text : text.substring(0, LIMIT - 1) + "…";
    }
}
