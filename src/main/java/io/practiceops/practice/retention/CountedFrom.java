package io.practiceops.practice.retention;

import java.time.LocalDate;
import java.util.Optional;

/** What day a period is counted from. */
public enum CountedFrom {
    UPLOADED("the day it came"),
    DOCUMENT_YEAR("the end of the year it is about"),
    CLIENT_ENDED("the end of the work for the client");

    private final String title;

    CountedFrom(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The day of that document; empty while it is not known. */
    Optional<LocalDate> dayOf(DocumentFacts document) {
        return switch (this) {
            case UPLOADED -> Optional.of(document.uploadedOn());
            case DOCUMENT_YEAR -> Optional.of(endOfYear(document));
            case CLIENT_ENDED -> Optional.ofNullable(document.clientEndedOn());
        };
    }

    private static LocalDate endOfYear(DocumentFacts document) {
        var year = document.year() == null ? document.uploadedOn().getYear() : document.year();
        return LocalDate.of(year, 12, 31);
    }
}
