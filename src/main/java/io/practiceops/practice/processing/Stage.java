package io.practiceops.practice.processing;

import java.util.Locale;

/** The stations of a version on its way, in their order. */
enum Stage {
    TYPE("Kind of file", "Told from its content, not from its name."),
    MALWARE("Malware", "Looked at by the scanner, where one is set up. Released after that."),
    TEXT("Text", "Read in a process of its own."),
    OCR("Text in pictures", "Scans are read by Tesseract, where it is installed."),
    CLASSIFY("Kind of paper", "Told by its wording; the figures of known forms are read."),
    INDEX("Search", "Found by its words from here on.");

    private final String title;
    private final String meaning;

    Stage(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }

    /** As meters and the API call it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
