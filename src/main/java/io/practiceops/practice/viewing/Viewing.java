package io.practiceops.practice.viewing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.documents.Versions;
import io.practiceops.practice.parsing.ParsingFailed;
import io.practiceops.practice.parsing.Word;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Documents looked at. Who may see a document is asked for each page anew; that it was opened is on
 * record before the first of them leaves.
 */
@Service
public class Viewing {

    /** Of pictures, in pixels: for the rail, the screen, and a sharp or enlarged one. */
    static final Set<Integer> WIDTHS = Set.of(180, 900, 1800);

    private static final Duration LASTS = Duration.ofHours(24);

    private final Documents documents;
    private final Versions versions;
    private final DerivedPages pages;
    private final OpeningStore store;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    Viewing(
            Documents documents,
            Versions versions,
            DerivedPages pages,
            OpeningStore store,
            Audit audit,
            PlatformTransactionManager transactions,
            Ids ids,
            Clock clock) {
        this.documents = documents;
        this.versions = versions;
        this.pages = pages;
        this.store = store;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Opens a version, the newest with null. A Problem while it is in quarantine, and for good when
     * it is blocked.
     */
    public Opening open(UUID document, @Nullable Integer number) {
        Acting.require(Documents.READ);
        var wanted = number == null ? documents.find(document).current().number() : number;
        return Objects.requireNonNull(transaction.execute(_ -> record(document, wanted)));
    }

    private Opening record(UUID id, int number) {
        var document = documents.find(id);
        var version = versions.openable(id, number);
        var opening = new Opening(ids.next(), document, version);
        var now = clock.instant();
        store.forget(actor(), now.minus(LASTS));
        store.insert(opening.id(), id, number, actor(), now);
        audit.record(
                AuditEvent.done("document.viewed", Documents.KIND, id)
                        .named(document.name())
                        .detail("number", number)
                        .detail("sha256", version.sha256()));
        return opening;
    }

    /** One opened by the actor within a day, if the document may still be seen and opened. */
    public Opening find(UUID document, UUID opening) {
        Acting.require(Documents.READ);
        return Objects.requireNonNull(
                transaction.execute(_ -> {
                    var since = clock.instant().minus(LASTS);
                    var number =
                            store.number(opening, document, actor(), since)
                                    .orElseThrow(() -> Problem.notFound("opening"));
                    return new Opening(
                            opening, documents.find(document), versions.openable(document, number));
                }));
    }

    private static UUID actor() {
        var id = Acting.actor().id();
        if (id == null) {
            throw Problem.notAllowed("Documents are looked at by people.");
        }
        return id;
    }

    /** What of it can be shown, and how. */
    public Shown shown(Opening opening) {
        var version = opening.version();
        try {
            return switch (pages.form(version)) {
                case PDF, IMAGE -> new Shown.Paper(pages.pages(version));
                case MAIL -> new Shown.Letter(pages.mail(version));
                case TEXT -> {
                    var text = pages.text(version);
                    yield new Shown.Flow(text.text(), text.truncated());
                }
                case OPAQUE ->
                        new Shown.Nothing(
                                "This kind of file cannot be shown here. It is kept as it"
                                        + " came; download it to open it with the program it was made"
                                        + " with.");
            };
        } catch (ParsingFailed failed) {
            return new Shown.Nothing(Objects.requireNonNull(failed.getMessage()));
        }
    }

    DerivedPages.Drawn picture(Opening opening, int page, int width) {
        if (!WIDTHS.contains(width)) {
            throw Problem.notFound("picture");
        }
        return orProblem(() -> pages.picture(opening.version(), page, width));
    }

    /** The words of a page with their places; whether all that stands there could be drawn. */
    record Layer(List<Word> words, boolean complete) {}

    Layer words(Opening opening, int page) {
        var version = opening.version();
        return orProblem(
                () -> new Layer(pages.words(version, page), !pages.isIncomplete(version, page)));
    }

    /** How often the words stand on a page, in one line and in any case. */
    public record Hits(int page, int count) {}

    /** The pages on which the words stand. */
    public List<Hits> search(Opening opening, String words) {
        var wanted = words.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        var found = new ArrayList<Hits>();
        var texts = orProblem(() -> pages.textOfPages(opening.version()));
        for (var i = 0; i < texts.size() && !wanted.isEmpty(); i++) {
            var text = texts.get(i).isBlank() ? kept(opening, i + 1) : texts.get(i);
            var line = text.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
            var count = 0;
            for (var at = line.indexOf(wanted); at >= 0; at = line.indexOf(wanted, at + 1)) {
                count++;
            }
            if (count > 0) {
                found.add(new Hits(i + 1, count));
            }
        }
        return found;
    }

    private String kept(Opening opening, int page) {
        return pages.wordsKept(opening.version(), page);
    }

    private static <T> T orProblem(Supplier<T> work) {
        try {
            return work.get();
        } catch (ParsingFailed failed) {
            if (failed.reason() == ParsingFailed.Reason.NO_SUCH_PAGE) {
                throw Problem.notFound("page");
            }
            throw Problem.conflict(
                    "This page cannot be shown. " + failed.getMessage(),
                    "The original can be downloaded.");
        }
    }
}
