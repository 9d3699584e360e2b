package io.practiceops.practice.processing;

/** A page could not be read. The message is for people. */
final class OcrFailed extends RuntimeException {

    OcrFailed(String message) {
        super(message);
    }

    OcrFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
