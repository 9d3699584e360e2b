package io.practiceops.practice.processing;

/** No verdict was to be had from the scanner; another try may get one. */
final class ScannerDown extends RuntimeException {

    ScannerDown(String message) {
        super(message);
    }

    ScannerDown(String message, Throwable cause) {
        super(message, cause);
    }
}
