package io.practiceops.practice.processing;

import io.practiceops.foundation.kernel.Home;
import io.practiceops.practice.documents.Version.Reading;
import io.practiceops.practice.parsing.Lane;
import io.practiceops.practice.parsing.Pages;
import io.practiceops.practice.parsing.Parsing;
import io.practiceops.practice.parsing.ParsingFailed;
import io.practiceops.practice.parsing.ParsingFailed.Reason;
import io.practiceops.practice.parsing.PictureSize;
import io.practiceops.practice.parsing.WordLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Reads pages that are pictures, a few in each turn: a thick file goes back to the end of the queue
 * between its turns, and a crash costs one turn.
 */
@Component
class OcrStage implements StageWork {

    private static final int PAGES_OF_A_TURN = 4;

    private final Tesseract tesseract;
    private final OcrSettings settings;
    private final Parsing parsing;
    private final PageStore pages;
    private final RunStore runs;
    private final Home home;

    OcrStage(
            Tesseract tesseract,
            OcrSettings settings,
            Parsing parsing,
            PageStore pages,
            RunStore runs,
            Home home) {
        this.tesseract = tesseract;
        this.settings = settings;
        this.parsing = parsing;
        this.pages = pages;
        this.runs = runs;
        this.home = home;
    }

    @Override
    public Stage stage() {
        return Stage.OCR;
    }

    @Override
    public Step work(Subject subject) throws IOException {
        // First of all, since whoever waits asks often.
        if (!tesseract.enter()) {
            return new Step.Rest(tesseract.untilItsTurn(), "Waits for a free process.", () -> {});
        }
        try {
            if (tesseract.state() instanceof Tesseract.State.Off(var why, var mend)) {
                return new Step.Next(
                        Stage.INDEX,
                        "Off: " + why,
                        () -> finish(subject, body(subject), why + " " + mend));
            }
            return turn(subject, parsing.pages(Lane.BACKGROUND, subject.file(), subject.name()));
        } catch (ParsingFailed failed) {
            if (failed.reason() == Reason.CRASHED) {
                throw failed;
            }
            var words = String.valueOf(failed.getMessage());
            return new Step.Next(Stage.INDEX, words, () -> finish(subject, body(subject), words));
        } finally {
            tesseract.leave();
        }
    }

    private Step turn(Subject subject, Pages all) throws IOException {
        var most = Math.min(all.count(), settings.pages());
        var from = subject.run().pagesRead();
        var to = Math.min(most, from + PAGES_OF_A_TURN);
        var read = new ArrayList<PageStore.ReadPage>();
        for (var page = from + 1; page <= to; page++) {
            read.add(read(subject, page, all.size(page)));
        }
        Runnable keep =
                () -> {
                    read.forEach(page -> pages.keep(subject, page));
                    runs.notePages(subject, all.count());
                    runs.notePagesRead(subject, to);
                };
        if (to < most) {
            return new Step.Rest(Duration.ZERO, "%d of %d pages read.".formatted(to, most), keep);
        }
        return new Step.Next(
                Stage.CLASSIFY,
                outcome(all.count(), most),
                () -> {
                    keep.run();
                    var stamped = body(subject);
                    var found = pages.text(subject.document(), subject.number());
                    finish(
                            subject,
                            stamped.isBlank() ? found : stamped + "\n" + found,
                            "Its pages are pictures in which no words were found.");
                });
    }

    /** The few letters it held, such as a stamp. */
    private String body(Subject subject) {
        return runs.body(subject.document(), subject.number());
    }

    private void finish(Subject subject, String text, String whyNone) {
        runs.keepBody(subject, text);
        runs.noteReading(
                subject,
                text.isBlank() ? Reading.NO_TEXT : Reading.SEARCHABLE,
                text.isBlank() ? whyNone : null);
    }

    private static String outcome(int all, int read) {
        return read < all
                ? "%d of %d pages read; more are not, by the setting practiceops.ocr.pages."
                        .formatted(read, all)
                : read == 1 ? "1 page read." : "%d pages read.".formatted(read);
    }

    /** A page that cannot be read is noted and passed over. */
    private PageStore.ReadPage read(Subject subject, int page, Pages.Size paper)
            throws IOException {
        var size = PictureSize.ofDpi(settings.dpi());
        try {
            var picture =
                    parsing.picture(Lane.BACKGROUND, subject.file(), subject.name(), page, size);
            var folder = home.privateFolder();
            try {
                var file = Files.write(folder.resolve("page"), picture.bytes());
                var points = new Tesseract.Paper(paper.width(), paper.height());
                var words = tesseract.read(file, page, picture.width(), picture.height(), points);
                subject.keep(WordLayer.name(page), WordLayer.bytes(words.asParts()));
                return new PageStore.ReadPage(words, null);
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (OcrFailed failed) {
            return PageStore.ReadPage.failed(page, String.valueOf(failed.getMessage()));
        } catch (ParsingFailed failed) {
            if (failed.reason() == Reason.CRASHED) {
                throw failed;
            }
            return PageStore.ReadPage.failed(page, String.valueOf(failed.getMessage()));
        }
    }
}
