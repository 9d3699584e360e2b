package io.practiceops.foundation.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Socket: something that can be looked at now. Read by the health endpoints and pages. */
public interface Check {

    /** Stable and short, as in {@code database}. */
    String name();

    /** What is looked at, in words. */
    String title();

    /**
     * Whether nothing works without it: a vital check that is bad makes the health endpoint answer
     * 503.
     */
    default boolean vital() {
        return false;
    }

    /**
     * Looks. An exception counts as bad; what cannot be known is {@link Health#UNKNOWN}, never
     * good.
     */
    Result look() throws Exception;

    enum Health {
        GOOD,
        WARN,
        BAD,
        UNKNOWN
    }

    /**
     * What was seen.
     *
     * @param summary one sentence for people
     * @param facts names and values, for people and machines, in order
     * @param mend what to do; null when there is nothing to do
     */
    record Result(Health health, String summary, Map<String, Object> facts, @Nullable String mend) {

        public static Result good(String summary, Map<String, Object> facts) {
            return new Result(Health.GOOD, summary, facts, null);
        }

        public static Result warn(String summary, Map<String, Object> facts, String mend) {
            return new Result(Health.WARN, summary, facts, mend);
        }

        public static Result bad(String summary, Map<String, Object> facts, String mend) {
            return new Result(Health.BAD, summary, facts, mend);
        }

        public static Result unknown(String summary, String mend) {
            return new Result(Health.UNKNOWN, summary, Map.of(), mend);
        }
    }
}
