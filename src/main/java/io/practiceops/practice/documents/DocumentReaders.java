package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.documents.Document.Access;
import io.practiceops.trust.access.Colleagues;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * For whom a document is: as the client, or for those named alone. A wall around the client, and a
 * client closed to all but its team, hold for those named too.
 */
@Service
public class DocumentReaders {

    /** Somebody named. */
    public record Reader(UUID user, String name, boolean mayEdit) {}

    private final Documents documents;
    private final DocumentStore all;
    private final DocumentReaderStore store;
    private final Colleagues colleagues;
    private final Audit audit;

    DocumentReaders(
            Documents documents,
            DocumentStore all,
            DocumentReaderStore store,
            Colleagues colleagues,
            Audit audit) {
        this.documents = documents;
        this.all = all;
        this.store = store;
        this.colleagues = colleagues;
        this.audit = audit;
    }

    /** Those named, by name; none where it is for all who may see the client. */
    @Transactional(readOnly = true)
    public List<Reader> of(UUID document) {
        documents.find(document);
        return store.of(document);
    }

    /**
     * Makes a document one for those named, and names somebody. Whoever begins that is named too,
     * as an editor, so that nobody locks themselves out.
     */
    @Transactional
    public void name(UUID id, @Nullable UUID user, boolean mayEdit) {
        var document = editable(id);
        if (user == null) {
            throw Problem.invalid("user", "Choose who may see it.");
        }
        var colleague = colleagues.working(user, "user");
        var me = Acting.actor().id();
        var first = document.access() == Access.CLIENT && !user.equals(me) ? me : null;
        if (!mayEdit && first == null && !isEditorAmong(store.of(id), user)) {
            throw nobodyLeft();
        }
        for (var one : withParts(document)) {
            if (first != null) {
                store.put(one.id(), first, true);
            }
            store.put(one.id(), user, mayEdit);
            store.open(one.id(), Access.NAMED);
            audit.record(named(one, user, colleague.name(), mayEdit));
        }
    }

    /** Takes somebody off those named; nothing happens where they are not. */
    @Transactional
    public void remove(UUID id, UUID user) {
        var document = editable(id);
        var readers = store.of(id);
        var leaving = readers.stream().filter(one -> one.user().equals(user)).findFirst();
        if (leaving.isEmpty()) {
            return;
        }
        if (!isEditorAmong(readers, user)) {
            throw nobodyLeft();
        }
        for (var one : withParts(document)) {
            audit.record(
                    AuditEvent.done("document.reader-removed", Documents.KIND, one.id())
                            .named(one.name())
                            .detail("user", user)
                            .personal("reader", leaving.get().name()));
            store.remove(one.id(), user);
        }
    }

    /** Opens a document to all who may see the client. */
    @Transactional
    public void open(UUID id) {
        var document = editable(id);
        if (document.access() == Access.CLIENT) {
            return;
        }
        for (var one : withParts(document)) {
            store.open(one.id(), Access.CLIENT);
            store.removeAll(one.id());
            audit.record(
                    AuditEvent.done("document.opened", Documents.KIND, one.id()).named(one.name()));
        }
    }

    /** What was attached to an e-mail is for those for whom the mail is; in a transaction. */
    void asOf(Document mail, Document part) {
        if (mail.access() == Access.CLIENT) {
            return;
        }
        store.copy(mail.id(), part.id());
        store.open(part.id(), Access.NAMED);
        store.of(part.id())
                .forEach(reader ->
                        audit.record(named(part, reader.user(), reader.name(), reader.mayEdit())));
    }

    private static AuditEvent named(Document document, UUID user, String name, boolean mayEdit) {
        return AuditEvent.done("document.reader-named", Documents.KIND, document.id())
                .named(document.name())
                .detail("user", user)
                .detail("may", mayEdit ? "EDIT" : "READ")
                .personal("reader", name);
    }

    /**
     * The document, and of an e-mail what was attached to it, as long as that is for the same
     * people: what somebody set apart stays apart.
     */
    private List<Document> withParts(Document document) {
        var all = new ArrayList<Document>();
        all.add(document);
        store.partsInStep(document.id())
                .forEach(part -> this.all.findForUpdate(part).ifPresent(all::add));
        return all;
    }

    private static boolean isEditorAmong(List<Reader> readers, UUID without) {
        return readers.stream().anyMatch(one -> one.mayEdit() && !one.user().equals(without));
    }

    private Document editable(UUID id) {
        Acting.require(Documents.WRITE);
        var document = documents.find(id);
        documents.requireEditor(document);
        // Held before anything of it is changed, as the pipeline does, or the two block each other.
        return all.findForUpdate(id).orElseThrow(() -> documents.notFound(id));
    }

    private static Problem nobodyLeft() {
        return Problem.conflict(
                "Nobody would be left who may change this document.",
                "Name somebody else as an editor first, or open it to all who may see the client.");
    }
}
