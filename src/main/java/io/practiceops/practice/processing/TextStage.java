package io.practiceops.practice.processing;

import io.practiceops.practice.documents.Version.Reading;
import io.practiceops.practice.parsing.Extracted;
import io.practiceops.practice.parsing.FileType;
import io.practiceops.practice.parsing.Lane;
import io.practiceops.practice.parsing.Parsing;
import io.practiceops.practice.parsing.ParsingFailed;
import io.practiceops.practice.parsing.ParsingFailed.Reason;
import org.springframework.stereotype.Component;

/** Reads the text a file holds. */
@Component
class TextStage implements StageWork {

    /** A scan may carry a stamp or a page number in letters; that is not its text. */
    private static final int LETTERS_OF_A_PAGE = 16;

    private final Parsing parsing;
    private final RunStore runs;

    TextStage(Parsing parsing, RunStore runs) {
        this.parsing = parsing;
        this.runs = runs;
    }

    @Override
    public Stage stage() {
        return Stage.TEXT;
    }

    @Override
    public Step work(Subject subject) {
        if (subject.run().form() == FileType.Form.IMAGE) {
            return new Step.Next(Stage.OCR, "A picture.", () -> {});
        }
        try {
            return read(subject, parsing.text(Lane.BACKGROUND, subject.file(), subject.name()));
        } catch (ParsingFailed failed) {
            if (failed.reason() == Reason.CRASHED) {
                throw failed;
            }
            return unreadable(subject, failed);
        }
    }

    private Step read(Subject subject, Extracted extracted) {
        var text = extracted.text();
        if (isScan(subject, extracted)) {
            return new Step.Next(
                    Stage.OCR,
                    "The pages are pictures.",
                    () -> {
                        runs.notePages(subject, extracted.pages());
                        runs.keepBody(subject, text);
                    });
        }
        var reading = text.isBlank() ? Reading.NO_TEXT : Reading.SEARCHABLE;
        return new Step.Next(
                Stage.CLASSIFY,
                text.isBlank()
                        ? "There is no text inside."
                        : "%,d characters.%s"
                                .formatted(
                                        text.length(),
                                        extracted.truncated()
                                                ? " What is longer was cut off."
                                                : ""),
                () -> {
                    runs.notePages(subject, extracted.pages());
                    runs.noteReading(subject, reading, null);
                    runs.keepBody(subject, text);
                });
    }

    private static boolean isScan(Subject subject, Extracted extracted) {
        var pages = extracted.pages();
        return subject.run().form() == FileType.Form.PDF
                && pages != null
                && pages > 0
                && extracted.text().strip().length() < (long) LETTERS_OF_A_PAGE * pages;
    }

    private Step unreadable(Subject subject, ParsingFailed failed) {
        var words = String.valueOf(failed.getMessage());
        return new Step.Next(
                Stage.INDEX, words, () -> runs.noteReading(subject, Reading.UNREADABLE, words));
    }
}
