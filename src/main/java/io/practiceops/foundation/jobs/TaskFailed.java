package io.practiceops.foundation.jobs;

import java.util.Objects;

/** A job or task threw. Carries what, checked or not, through db-scheduler; already logged. */
final class TaskFailed extends RuntimeException {

    TaskFailed(Throwable cause) {
        super(cause);
    }

    String text() {
        return Failure.text(Objects.requireNonNull(getCause()));
    }

    /**
     * The text of what db-scheduler caught: mostly one of these, else a failure of the queue
     * itself.
     */
    static String text(Throwable caught) {
        return caught instanceof TaskFailed failed ? failed.text() : Failure.text(caught);
    }
}
