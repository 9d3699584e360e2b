package io.practiceops.practice.viewing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.documents.Versions;
import io.practiceops.practice.viewing.Annotation.Note;
import io.practiceops.practice.viewing.Annotation.Reply;
import io.practiceops.practice.viewing.Annotation.Resolved;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people note on documents. Whoever may read a document reads its annotations, whoever may
 * write documents annotates; a text is changed by its author alone.
 */
@Service
public class Annotations {

    private static final int LONGEST = 4_000;

    private final Documents documents;
    private final Versions versions;
    private final AnnotationStore store;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Annotations(
            Documents documents,
            Versions versions,
            AnnotationStore store,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.documents = documents;
        this.versions = versions;
        this.store = store;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Of what is opened already, which is on record. */
    @Transactional(readOnly = true)
    public List<Annotation> of(Opening opening) {
        documents.find(opening.document().id());
        return store.of(opening.document().id(), opening.version().number());
    }

    /**
     * Of one version, or of all with null. They quote the document, so that they were read is on
     * record.
     */
    @Transactional
    public List<Annotation> read(UUID document, @Nullable Integer number) {
        var there = documents.find(document);
        var found = store.of(document, number);
        if (!found.isEmpty()) {
            audit.record(
                    AuditEvent.done("document.annotations-read", Documents.KIND, document)
                            .named(there.name())
                            .detail("found", found.size()));
        }
        return found;
    }

    @Transactional
    public Annotation annotate(UUID document, int number, Place place, String note) {
        Acting.require(Documents.WRITE);
        versions.openable(document, number);
        var annotation =
                new Annotation(ids.next(), document, number, place, note(note), null, List.of());
        store.insert(annotation);
        record("document.annotated", annotation, note);
        return annotation;
    }

    @Transactional
    public Annotation reply(UUID document, UUID annotation, String note) {
        Acting.require(Documents.WRITE);
        var to = annotation(document, annotation);
        store.insert(annotation, new Reply(ids.next(), note(note)));
        record("document.annotation-answered", to, note);
        return annotation(document, annotation);
    }

    @Transactional
    public Annotation change(UUID document, UUID annotation, String note) {
        Acting.require(Documents.WRITE);
        var before = annotation(document, annotation);
        requireOwn(before.note());
        store.change(annotation, note(note).text(), clock.instant());
        record("document.annotation-changed", before, note);
        return annotation(document, annotation);
    }

    @Transactional
    public Annotation changeReply(UUID document, UUID annotation, UUID reply, String note) {
        Acting.require(Documents.WRITE);
        var of = annotation(document, annotation);
        var before =
                of.replies().stream()
                        .filter(one -> one.id().equals(reply))
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound("reply"));
        requireOwn(before.note());
        store.changeReply(reply, note(note).text(), clock.instant());
        record("document.annotation-changed", of, note);
        return annotation(document, annotation);
    }

    /** Says that nothing is left to do about it. Without effect when that was said already. */
    @Transactional
    public Annotation resolve(UUID document, UUID annotation) {
        Acting.require(Documents.WRITE);
        var of = annotation(document, annotation);
        if (store.resolve(annotation, new Resolved(Acting.actor().name(), clock.instant()))) {
            record("document.annotation-resolved", of, null);
        }
        return annotation(document, annotation);
    }

    @Transactional
    public Annotation reopen(UUID document, UUID annotation) {
        Acting.require(Documents.WRITE);
        var of = annotation(document, annotation);
        if (store.resolve(annotation, null)) {
            record("document.annotation-reopened", of, null);
        }
        return annotation(document, annotation);
    }

    static boolean isOwn(Note note) {
        var me = Acting.actor().id();
        return me != null && Objects.equals(note.by(), me);
    }

    private static void requireOwn(Note note) {
        if (!isOwn(note)) {
            throw Problem.notAllowed(
                    "%s wrote this, and nobody else changes it.".formatted(note.name()));
        }
    }

    private Annotation annotation(UUID document, UUID id) {
        documents.find(document);
        return store.find(document, id).orElseThrow(() -> Problem.notFound("annotation"));
    }

    private Note note(String text) {
        var said = text.replace("\r\n", "\n").strip();
        if (said.isEmpty() || said.length() > LONGEST || said.indexOf('\0') >= 0) {
            throw Problem.invalid("note", "Write 1 to 4,000 characters.");
        }
        var actor = Acting.actor();
        return new Note(said, actor.id(), actor.name(), clock.instant(), null);
    }

    private void record(String action, Annotation annotation, @Nullable String note) {
        audit.record(
                AuditEvent.done(action, Documents.KIND, annotation.documentId())
                        .named(documents.find(annotation.documentId()).name())
                        .detail("annotation", annotation.id())
                        .detail("number", annotation.number())
                        .detail("page", annotation.place().page())
                        .personal("note", note));
    }
}
