package io.practiceops.practice.processing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.DocumentDetails;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.documents.Versions;
import io.practiceops.practice.processing.Form.FormField;
import io.practiceops.practice.processing.Paper.State;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the papers of the firm were taken for and the figures read off them: looked over, corrected,
 * accepted or set aside by people. Who may see a document may see its figures.
 */
@Service
public class Papers {

    static final int MOST_WAITING = 500;

    private final PaperStore store;
    private final PageStore pages;
    private final Documents documents;
    private final Versions versions;
    private final Audit audit;
    private final FieldReader reader = new FieldReader();

    Papers(PaperStore store, PageStore pages, Documents documents, Versions versions, Audit audit) {
        this.store = store;
        this.pages = pages;
        this.documents = documents;
        this.versions = versions;
        this.audit = audit;
    }

    /** A paper of a document the actor may see. */
    record Filed(Document document, Paper paper) {}

    /** Those that wait for a look, the oldest first. */
    @Transactional(readOnly = true)
    List<Filed> waiting() {
        Acting.require(Documents.READ);
        var papers = store.waiting(MOST_WAITING);
        var seen =
                documents.findAll(papers.stream().map(Paper::document).toList()).stream()
                        .collect(Collectors.toMap(Document::id, document -> document));
        return papers.stream()
                .filter(paper -> seen.containsKey(paper.document()))
                .map(paper -> new Filed(Objects.requireNonNull(seen.get(paper.document())), paper))
                .toList();
    }

    /** What a version is taken for, if it came that far; without its figures on record. */
    @Transactional(readOnly = true)
    Optional<Paper> of(UUID document, int number) {
        documents.find(document);
        return store.find(document, number);
    }

    /** With its figures, which is on record as any showing of content is. */
    @Transactional
    Filed show(UUID document, int number) {
        var filed = filed(document, number);
        versions.openable(document, number);
        record("document.figures-shown", filed);
        return filed;
    }

    /**
     * Somebody looked it over and it is right now.
     *
     * @param typed by name of field; those missing are right as they are
     * @param file whether the document gets the category and year of the paper
     * @throws Problem NOT_FOUND also where the figures are not read yet
     */
    @Transactional
    public void accept(UUID document, int number, Map<String, String> typed, boolean file) {
        var filed = held(document, number);
        versions.openable(document, number);
        var paper = locked(document, number);
        var form = form(paper);
        var corrected = correct(paper, form, typed);
        store.reviewed(paper, State.ACCEPTED, Acting.actor().name());
        var event =
                AuditEvent.done("document.figures-accepted", Documents.KIND, document)
                        .named(filed.document.name())
                        .detail("number", number)
                        .detail("form", form.title())
                        .detail(
                                "corrected",
                                corrected.isEmpty() ? "nothing" : String.join(", ", corrected));
        audit.record(event);
        var classification = form.classification();
        if (classification != null) {
            documents.classify(document, classification);
        }
        if (file) {
            file(documents.find(document), form, locked(document, number));
        }
    }

    private List<String> correct(Paper paper, Form form, Map<String, String> typed) {
        var wrong = new ArrayList<Problem.Field>();
        var corrected = new ArrayList<String>();
        for (var field : form.fields()) {
            var text = typed.get(field.name());
            var before = value(paper, field);
            if (text == null || text.strip().equals(before == null ? "" : shown(field, before))) {
                continue;
            }
            var value = text.isBlank() ? null : field.type().typed(text).orElse(null);
            if (value == null && !text.isBlank()) {
                wrong.add(
                        new Problem.Field(
                                field.name(), "Type %s.".formatted(field.type().expected())));
            } else if (!Objects.equals(value, before)) {
                store.correct(paper, field.name(), value, Acting.actor().name());
                corrected.add(field.title());
            }
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return corrected;
    }

    private static @Nullable String value(Paper paper, FormField field) {
        return paper.fields().stream()
                .filter(each -> each.name().equals(field.name()))
                .map(PaperField::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** As it stands in the reviewer's form. */
    static String shown(FormField field, String value) {
        return field.type().shown(value);
    }

    private void file(Document document, Form form, Paper paper) {
        var details = document.details();
        var year = form.field("year").map(field -> value(paper, field)).orElse(null);
        var wanted =
                new DocumentDetails(
                        details.clientId(),
                        details.name(),
                        details.folder(),
                        Document.Category.valueOf(form.category()),
                        details.classification(),
                        year == null ? details.year() : Integer.valueOf(year),
                        details.tags());
        if (!wanted.equals(details)) {
            documents.change(document.id(), document.version(), wanted);
        }
    }

    /** The reading is of no use. */
    @Transactional
    void reject(UUID document, int number) {
        var filed = held(document, number);
        store.reviewed(locked(document, number), State.REJECTED, Acting.actor().name());
        record("document.figures-rejected", filed);
    }

    /** It is another kind of paper than was thought; its figures are read anew. */
    @Transactional
    void choose(UUID document, int number, String key) {
        var filed = held(document, number);
        versions.openable(document, number);
        var form =
                Forms.bundled()
                        .find(key)
                        .orElseThrow(() -> Problem.invalid("form", "Choose one of those offered."));
        var words = pages.first(document, number, Forms.bundled().pages());
        store.replace(locked(document, number), form, reader.read(form, words));
        audit.record(
                AuditEvent.done("document.form-chosen", Documents.KIND, document)
                        .named(filed.document.name())
                        .detail("number", number)
                        .detail("form", form.title()));
    }

    private Filed filed(UUID document, int number) {
        var found = documents.find(document);
        return store.find(document, number)
                .map(paper -> new Filed(found, paper))
                .orElseThrow(() -> Problem.notFound("paper"));
    }

    /** For a change: the document is held before the paper. */
    private Filed held(UUID document, int number) {
        documents.hold(document);
        return filed(document, number);
    }

    private Paper locked(UUID document, int number) {
        return store.findForUpdate(document, number).orElseThrow(() -> Problem.notFound("paper"));
    }

    private static Form form(Paper paper) {
        var form = paper.form();
        if (form == null) {
            throw Problem.conflict(
                    "It is not said what kind of paper this is.", "Choose the kind first.");
        }
        return form;
    }

    private void record(String action, Filed filed) {
        audit.record(
                AuditEvent.done(action, Documents.KIND, filed.document.id())
                        .named(filed.document.name())
                        .detail("number", filed.paper.number()));
    }
}
