package io.practiceops.practice.processing;

/** What a scanner says of a file. */
sealed interface Verdict {

    record Clean() implements Verdict {}

    /**
     * It holds malware.
     *
     * @param signature the scanner's name for what it found
     */
    record Infected(String signature) implements Verdict {}

    /** More than the scanner takes; it has not looked at all of it. */
    record TooBig() implements Verdict {}

    /**
     * It answers, only not for this file.
     *
     * @param why as it said, or that it took too long
     */
    record NoAnswer(String why) implements Verdict {}
}
