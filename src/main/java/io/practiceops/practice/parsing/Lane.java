package io.practiceops.practice.parsing;

/** Who waits for an answer. Each lane has workers of its own, so neither waits for the other. */
public enum Lane {
    /** Somebody looks at a screen: a page to be drawn, a mail to be opened. */
    INTERACTIVE,
    /** The queue: hundreds of files may stand in it. */
    BACKGROUND
}
