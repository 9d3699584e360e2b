package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What documents say, and said: each version stays as it came, and the newest counts. */
@Service
public class Versions {

    /** Ends the check-out of somebody else. */
    public static final Right UNLOCK = new Right("documents.unlock");

    private static final int LONGEST_NOTE = 500;

    private final Documents documents;
    private final DocumentStore store;
    private final VersionStore versions;
    private final Arrivals arrivals;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Versions(
            Documents documents,
            DocumentStore store,
            VersionStore versions,
            Arrivals arrivals,
            Audit audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.documents = documents;
        this.store = store;
        this.versions = versions;
        this.arrivals = arrivals;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<Version> of(UUID document) {
        documents.find(document);
        return versions.of(document);
    }

    @Transactional(readOnly = true)
    public Version find(UUID document, int number) {
        documents.find(document);
        return version(document, number);
    }

    /**
     * A new version, which ends the actor's check-out. A Problem while somebody else has it checked
     * out, or when it was not made from the newest.
     *
     * @param from the number of the version it was made from; null for whichever is newest
     */
    public Version add(
            UUID document,
            @Nullable Integer from,
            @Nullable String note,
            String fileName,
            InputStream bytes) {
        Acting.require(Documents.WRITE);
        requireFree(documents.find(document), from);
        var said = note(note);
        var name = DocumentDetails.fileName(fileName);
        try (var arrival = arrivals.receive(name, bytes)) {
            return Objects.requireNonNull(
                    transaction.execute(_ -> add(document, from, said, arrival)));
        }
    }

    private Version add(
            UUID id, @Nullable Integer from, @Nullable String note, Arrivals.Arrived arrival) {
        var document = locked(id);
        requireFree(document, from);
        var version = arrivals.keep(arrival, id, next(id), note);
        store.checkIn(id);
        record("document.version-added", document, version);
        return version;
    }

    /** What an earlier version said, as a new one. */
    @Transactional
    public Version restore(UUID id, int number) {
        Acting.require(Documents.WRITE);
        documents.find(id);
        var document = locked(id);
        requireFree(document, null);
        var earlier = version(id, number);
        if (earlier.state() == Version.State.BLOCKED) {
            throw blocked(earlier);
        }
        if (earlier.number() == document.current().number()) {
            throw Problem.conflict(
                    "Version %d is the newest already.".formatted(number),
                    "Choose an earlier one.");
        }
        var version = arrivals.repeat(earlier, next(id));
        record("document.version-restored", document, version);
        return version;
    }

    private void record(String action, Document document, Version version) {
        audit.record(
                AuditEvent.done(action, Documents.KIND, document.id())
                        .named(document.name())
                        .detail("number", version.number())
                        .detail("sha256", version.sha256())
                        .detail("size", version.size()));
    }

    /** Says that the actor is at work on it: until then nobody else adds a version. */
    @Transactional
    public Document checkOut(UUID id) {
        Acting.require(Documents.WRITE);
        var document = documents.find(id);
        if (isMine(document)) {
            return document;
        }
        if (!store.checkOut(id, Acting.actor(), clock.instant())) {
            requireFree(locked(id), null);
            throw Problem.changedMeanwhile("document");
        }
        audit.record(
                AuditEvent.done("document.checked-out", Documents.KIND, id).named(document.name()));
        return documents.find(id);
    }

    /** Ends a check-out without a new version; that of somebody else needs {@link #UNLOCK}. */
    @Transactional
    public Document endCheckOut(UUID id) {
        Acting.require(Documents.WRITE);
        documents.find(id);
        var document = locked(id);
        var checkOut = document.checkOut();
        if (checkOut == null) {
            return document;
        }
        if (!isMine(document)) {
            Acting.require(UNLOCK);
        }
        store.checkIn(id);
        audit.record(
                AuditEvent.done("document.check-out-ended", Documents.KIND, id)
                        .named(document.name())
                        .personal("of", checkOut.name()));
        return documents.find(id);
    }

    /** The bytes of a version, on record before the first of them leaves. */
    public record Download(Document document, Version version, Resource content) {}

    /** As {@link #download(UUID, int)}, of the newest version. */
    public Download download(UUID id) {
        return download(id, documents.find(id).current().number());
    }

    /** A Problem while it is in quarantine, and for good when it is blocked. */
    public Download download(UUID id, int number) {
        var content = arrivals.open(openable(id, number));
        return Objects.requireNonNull(
                transaction.execute(_ -> {
                    var document = documents.find(id);
                    var version = version(id, number);
                    record("document.downloaded", document, version);
                    return new Download(document, version, content);
                }));
    }

    /**
     * The bytes of a version that may be opened, for a module that puts on record by itself who is
     * shown what of them.
     */
    public Resource content(UUID id, int number) {
        return arrivals.open(openable(id, number));
    }

    /** A version whose content may be shown to the actor; a Problem otherwise. */
    public Version openable(UUID id, int number) {
        var version = Objects.requireNonNull(transaction.execute(_ -> find(id, number)));
        return switch (version.state()) {
            case RELEASED -> version;
            case BLOCKED -> throw blocked(version);
            case QUARANTINED ->
                    throw Problem.conflict(
                            "This file is still being checked.",
                            "Try again in a moment; its page says when it is released.");
        };
    }

    private static Problem blocked(Version version) {
        return Problem.conflict(
                "This file is blocked: " + version.why(), "Ask for a clean copy and upload that.");
    }

    private Document locked(UUID id) {
        documents.requireEditor(documents.find(id));
        return store.findForUpdate(id).orElseThrow(() -> documents.notFound(id));
    }

    private int next(UUID id) {
        return store.next(id).orElseThrow(() -> documents.notFound(id));
    }

    private Version version(UUID id, int number) {
        return versions.find(id, number).orElseThrow(() -> Problem.notFound("version"));
    }

    /** Whether the actor may end the check-out there is. */
    static boolean mayEndCheckOut(Document document) {
        return isMine(document)
                || (document.checkOut() != null
                        && Acting.actor().may(Documents.WRITE)
                        && Acting.actor().may(UNLOCK));
    }

    private static boolean isMine(Document document) {
        var checkOut = document.checkOut();
        return checkOut != null && Objects.equals(checkOut.by(), Acting.actor().id());
    }

    private static void requireFree(Document document, @Nullable Integer from) {
        var checkOut = document.checkOut();
        if (checkOut != null && !isMine(document)) {
            throw Problem.conflict(
                    "%s has it checked out.".formatted(checkOut.name()),
                    "Ask %s to bring the work in, or an owner to end the check-out."
                            .formatted(checkOut.name()));
        }
        var newest = document.current().number();
        if (from != null && from != newest) {
            throw Problem.conflict(
                    "It was made from version %d, and version %d is there meanwhile."
                            .formatted(from, newest),
                    "Look at version %d, take over what it changed, and upload again."
                            .formatted(newest));
        }
    }

    private static @Nullable String note(@Nullable String note) {
        var said = note == null ? "" : note.strip();
        if (said.length() > LONGEST_NOTE) {
            throw Problem.invalid("note", "At most %d characters.".formatted(LONGEST_NOTE));
        }
        return said.isEmpty() ? null : said;
    }
}
