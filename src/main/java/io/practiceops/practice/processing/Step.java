package io.practiceops.practice.processing;

import java.time.Duration;

/**
 * What comes after a stage's work.
 *
 * <p>The work itself, which may take long, is done by then; what it has to say to the database is
 * said in the transaction that takes the step.
 */
sealed interface Step {

    /** What to keep, in the transaction of the step. */
    Runnable keep();

    /** As meters call it. */
    default String name() {
        return switch (this) {
            case Next _, Done _ -> "done";
            case Rest _ -> "rest";
            case Hold _ -> "held";
            case Block _ -> "blocked";
        };
    }

    /**
     * The stage is done.
     *
     * @param outcome for people
     */
    record Next(Stage stage, String outcome, Runnable keep) implements Step {}

    /** The same stage goes on with the rest; not a failure. */
    record Rest(Duration after, String outcome, Runnable keep) implements Step {}

    /** The same stage once more, when what is missing is back. */
    record Hold(Duration after, String outcome) implements Step {
        @Override
        public Runnable keep() {
            return () -> {};
        }
    }

    /** Nobody may ever open it. */
    record Block(String outcome, Runnable keep) implements Step {}

    /** The version is through. */
    record Done(String outcome, Runnable keep) implements Step {}
}
