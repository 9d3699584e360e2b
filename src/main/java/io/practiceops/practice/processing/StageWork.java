package io.practiceops.practice.processing;

/** What one stage does with a version: slow work, outside any transaction. */
interface StageWork {

    Stage stage();

    /** Doing it twice ends the same way. Throws when another try may succeed. */
    Step work(Subject subject) throws Exception;
}
