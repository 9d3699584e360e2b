package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.practice.clients.Clients;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Several documents taken along in one archive. */
@Service
public class Zips {

    /** Of one archive. */
    public static final int MOST = 5_000;

    /** In bytes, together. */
    private static final long LARGEST = 50_000_000_000L;

    /** The file in it that says what is left out. */
    static final String NOTE = "Left out.txt";

    private final Documents documents;
    private final Folders folders;
    private final Clients clients;
    private final Audit audit;
    private final Ids ids;

    Zips(Documents documents, Folders folders, Clients clients, Audit audit, Ids ids) {
        this.documents = documents;
        this.folders = folders;
        this.clients = clients;
        this.audit = audit;
        this.ids = ids;
    }

    /**
     * An archive that may be sent: everything in it is on record as downloaded.
     *
     * @param name of the archive
     * @param note what is left out and why; empty when nothing is
     */
    record Zip(String name, List<Entry> entries, String note) {}

    /** One of its files, at a path that is nobody else's. */
    record Entry(String path, Version version) {}

    /**
     * Of those documents; the folders in it begin with the client's name when there are several.
     */
    @Transactional
    public Zip of(List<UUID> chosen) {
        requireSome(chosen);
        var found = documents.findAll(chosen.stream().distinct().toList());
        if (found.size() < new HashSet<>(chosen).size()) {
            throw Problem.notFound("document");
        }
        var of = found.stream().map(Document::clientId).distinct().toList();
        var names = clients.names(new HashSet<>(of));
        var name = of.size() == 1 ? names.getOrDefault(of.getFirst(), "Documents") : "Documents";
        return zip(
                name,
                found,
                document ->
                        of.size() == 1
                                ? document.details().folder()
                                : SafeNames.of(names.getOrDefault(document.clientId(), "Client"))
                                        + "/"
                                        + document.details().folder());
    }

    /** Of a folder and what is below it; of the client with an empty one. */
    @Transactional
    public Zip ofFolder(UUID client, String folder) {
        Acting.require(Documents.READ);
        var whose = clients.find(client);
        var chosen = folders.all(client, folder, MOST);
        if (chosen.isEmpty()) {
            throw Problem.conflict("There is nothing in this folder.", "Choose another.");
        }
        requireSome(chosen);
        var last = folder.substring(folder.lastIndexOf('/') + 1);
        return zip(
                folder.isEmpty() ? whose.name() : last,
                documents.findAll(chosen),
                document -> document.details().folder().substring(folder.length()));
    }

    private static void requireSome(List<UUID> chosen) {
        Acting.require(Documents.READ);
        if (chosen.isEmpty()) {
            throw Problem.invalid("documents", "Choose at least one document.");
        }
        if (chosen.size() > MOST) {
            throw new Problem(
                    ProblemType.TOO_LARGE,
                    "These are more than %,d documents.".formatted(MOST),
                    "Take the folders below one by one.");
        }
    }

    /** Where a document goes in the archive. */
    private interface Place {
        String folder(Document document);
    }

    private Zip zip(String name, List<Document> all, Place place) {
        var size = all.stream().mapToLong(document -> document.current().size()).sum();
        if (size > LARGEST) {
            throw new Problem(
                    ProblemType.TOO_LARGE,
                    "These are %,d GB together; an archive has at most %,d."
                            .formatted(size / 1_000_000_000, LARGEST / 1_000_000_000),
                    "Take fewer at once.");
        }
        var names = new SafeNames();
        names.unique(NOTE);
        var entries = new ArrayList<Entry>();
        var note = new StringBuilder();
        for (var document : all) {
            if (document.current().state() == Version.State.RELEASED) {
                entries.add(new Entry(names.unique(path(place, document)), document.current()));
            } else {
                note.append(leftOut(document));
            }
        }
        if (entries.isEmpty()) {
            throw Problem.conflict(
                    "None of these may be opened yet, or ever.",
                    "Their pages say why; try again when they are released.");
        }
        record(name, entries);
        return new Zip(SafeNames.of(name) + ".zip", List.copyOf(entries), note.toString());
    }

    private static String path(Place place, Document document) {
        var folder = place.folder(document).replaceAll("^/+|/+$", "");
        var file = SafeNames.of(document.name());
        return folder.isEmpty() ? file : SafeNames.ofPath(folder) + "/" + file;
    }

    private static String leftOut(Document document) {
        var current = document.current();
        var why =
                current.state() == Version.State.BLOCKED
                        ? "blocked: " + current.why()
                        : "still being checked; try again later";
        return SafeNames.withoutTurns(document.name()) + ": " + why + "\r\n";
    }

    /** One entry for each document, so that whoever asks who saw it finds this too. */
    private void record(String name, List<Entry> entries) {
        var zip = ids.next();
        for (var entry : entries) {
            var version = entry.version();
            audit.record(
                    AuditEvent.done("document.downloaded", Documents.KIND, version.documentId())
                            .named(entry.path().substring(entry.path().lastIndexOf('/') + 1))
                            .personal("zip.name", name)
                            .detail("zip", zip)
                            .detail("number", version.number())
                            .detail("sha256", version.sha256())
                            .detail("size", version.size()));
        }
    }
}
