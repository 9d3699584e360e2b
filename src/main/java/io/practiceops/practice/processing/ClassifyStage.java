package io.practiceops.practice.processing;

import io.practiceops.practice.documents.Releases;
import io.practiceops.practice.parsing.FileType;
import io.practiceops.practice.parsing.Lane;
import io.practiceops.practice.parsing.Parsing;
import io.practiceops.practice.parsing.ParsingFailed;
import io.practiceops.practice.parsing.ParsingFailed.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells what kind of paper it is, and reads the figures of known forms. */
@Component
class ClassifyStage implements StageWork {

    private final Classifier classifier = new Classifier(Forms.bundled());
    private final FieldReader fields = new FieldReader();
    private final Parsing parsing;
    private final PageStore pages;
    private final PaperStore papers;
    private final RunStore runs;
    private final Releases releases;
    private final TransactionTemplate transaction;

    ClassifyStage(
            Parsing parsing,
            PageStore pages,
            PaperStore papers,
            RunStore runs,
            Releases releases,
            PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
        this.parsing = parsing;
        this.pages = pages;
        this.papers = papers;
        this.runs = runs;
        this.releases = releases;
    }

    @Override
    public Stage stage() {
        return Stage.CLASSIFY;
    }

    @Override
    public Step work(Subject subject) {
        var words = words(subject);
        var taken = classifier.classify(words);
        var form = taken.form();
        var found =
                form == null || words.isEmpty() ? List.<FoundField>of() : fields.read(form, words);
        return new Step.Next(
                Stage.INDEX,
                form == null ? "None of the known kinds." : form.title() + ".",
                () -> keep(subject, taken, found));
    }

    private void keep(Subject subject, Classification taken, List<FoundField> found) {
        papers.keep(subject.document(), subject.number(), taken, found);
        var form = taken.form();
        var classification = form == null ? null : form.classification();
        if (classification != null) {
            releases.classify(subject.document(), classification);
        }
    }

    private List<PageWords> words(Subject subject) {
        var most = Forms.bundled().pages();
        var read =
                Objects.requireNonNull(
                        transaction.execute(
                                _ -> pages.first(subject.document(), subject.number(), most)));
        if (!read.isEmpty()) {
            return read;
        }
        try {
            return subject.run().form() == FileType.Form.PDF
                    ? wordsOfPdf(subject, most)
                    : List.of(lines(body(subject)));
        } catch (ParsingFailed failed) {
            if (failed.reason() == Reason.CRASHED) {
                throw failed;
            }
            return List.of();
        }
    }

    private String body(Subject subject) {
        return Objects.requireNonNull(
                transaction.execute(_ -> runs.body(subject.document(), subject.number())));
    }

    private List<PageWords> wordsOfPdf(Subject subject, int most) {
        var sizes = parsing.pages(Lane.BACKGROUND, subject.file(), subject.name());
        var found = new ArrayList<PageWords>();
        for (var page = 1; page <= Math.min(most, sizes.count()); page++) {
            var size = sizes.size(page);
            var words =
                    parsing.words(Lane.BACKGROUND, subject.file(), subject.name(), page).stream()
                            .map(word ->
                                    new Word(
                                            word.text(),
                                            word.x() * size.width(),
                                            word.y() * size.height(),
                                            word.width() * size.width(),
                                            word.height() * size.height(),
                                            1))
                            .toList();
            found.add(new PageWords(page, size.width(), size.height(), words));
        }
        return found;
    }

    /** Text without pages, as if typed: what kind of paper it is shows in its words alone. */
    private static PageWords lines(String text) {
        var words = new ArrayList<Word>();
        var line = 0;
        for (var each : text.lines().limit(150).toList()) {
            var column = 0;
            for (var word : each.split("\\s+", -1)) {
                if (!word.isEmpty()) {
                    words.add(new Word(word, column * 6, line * 12, word.length() * 6, 10, 1));
                }
                column += word.length() + 1;
            }
            line++;
        }
        return new PageWords(0, 612, Math.max(792, line * 12), words);
    }
}
