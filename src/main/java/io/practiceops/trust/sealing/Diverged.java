package io.practiceops.trust.sealing;

/** What is in the database is not what was sealed; the message says what, in a sentence. */
final class Diverged extends RuntimeException {

    Diverged(String words) {
        super(words);
    }
}
