package io.practiceops.trust.sealing;

import java.io.IOException;
import java.util.Optional;

/** Port: a place outside the database that keeps checkpoints. */
interface CheckpointSink {

    /** Stable and short, as in {@code folder}; stored with each checkpoint that is there. */
    String name();

    /** Where that is, in words; differs between machines. */
    String place();

    /**
     * Keeps it for good; harmless to repeat.
     *
     * @throws Forked when another checkpoint of that size is there
     */
    void put(SignedCheckpoint checkpoint) throws IOException;

    /** The newest note that is there; empty also where one cannot look. */
    Optional<String> latest() throws IOException;

    /** Two histories under one name. */
    final class Forked extends RuntimeException {

        private final String other;

        Forked(String where, String other) {
            super("%s holds another checkpoint of that size".formatted(where));
            this.other = other;
        }

        /** The note that was there. */
        String other() {
            return other;
        }
    }
}
