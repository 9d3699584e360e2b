package io.practiceops.foundation.kernel;

/** Socket: a module's part of the demo practice, made through its own public API. */
public interface Sample {

    /** Low before high: people before clients before documents. */
    int order();

    /** Makes it for the firm of the actor bound. Called once in the life of a demo home. */
    void create();
}
