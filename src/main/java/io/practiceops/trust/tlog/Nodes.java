package io.practiceops.trust.tlog;

/** The perfect subtrees of a log. */
@FunctionalInterface
public interface Nodes {

    /**
     * The hash over the 2^level leaves from {@code index << level} on, all of which the log has.
     */
    byte[] hash(int level, long index);
}
