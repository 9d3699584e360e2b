package io.practiceops.practice.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.practice.clients.Clients;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.io.InputStream;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Folders that are brought in. A batch says first what is to come, then takes it file by file, each
 * once however often it is sent; whoever is interrupted asks what is missing and sends that.
 */
@Service
public class UploadBatches {

    /** What the trail calls them. */
    static final String KIND = "upload-batch";

    /** Of one batch. */
    static final int MOST_FILES = 20_000;

    /** On the list at once. */
    static final int MOST_ANNOUNCED = 1_000;

    private static final int LONGEST_PATH = 2_600;

    /** What sending the same file again does not mend. */
    private static final Set<ProblemType> REFUSALS =
            EnumSet.of(
                    ProblemType.INVALID_INPUT, ProblemType.UNSUPPORTED_TYPE, ProblemType.TOO_LARGE);

    private final UploadBatchStore store;
    private final Documents documents;
    private final Arrivals arrivals;
    private final Clients clients;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    UploadBatches(
            UploadBatchStore store,
            Documents documents,
            Arrivals arrivals,
            Clients clients,
            Audit audit,
            PlatformTransactionManager transactions,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.documents = documents;
        this.arrivals = arrivals;
        this.clients = clients;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.ids = ids;
        this.clock = clock;
    }

    /** Begins to bring in a folder of that name. */
    @Transactional
    public UploadBatch start(DocumentDetails details) {
        Acting.require(Documents.WRITE);
        clients.find(details.clientId());
        var nothingYet = new UploadBatch.Progress(0, 0, 0, 0, 0);
        var batch =
                new UploadBatch(
                        ids.next(), details, Acting.actor().name(), clock.instant(), nothingYet);
        store.insert(batch);
        audit.record(
                AuditEvent.done("upload-batch.started", KIND, batch.id())
                        .named(details.name())
                        .detail("client", details.clientId()));
        return batch;
    }

    @Transactional(readOnly = true)
    public UploadBatch find(UUID id) {
        Acting.require(Documents.READ);
        return batch(id);
    }

    /** Newest first; of one client, or of all with null. */
    @Transactional(readOnly = true)
    public Slice<UploadBatch> list(@Nullable UUID client, @Nullable String cursor, int limit) {
        Acting.require(Documents.READ);
        var after = Cursor.parse(cursor, 1);
        return Slice.of(
                store.list(client, after == null ? null : after.id(0), limit + 1),
                limit,
                batch -> Cursor.at(batch.id()));
    }

    /** By path; of one state, or of all with null. */
    @Transactional(readOnly = true)
    public Slice<BatchFile> files(
            UUID id, BatchFile.@Nullable State state, @Nullable String cursor, int limit) {
        Acting.require(Documents.READ);
        batch(id);
        var after = Cursor.parse(cursor, 1);
        var slice =
                Slice.of(
                        store.files(id, state, after == null ? null : after.text(0), limit + 1),
                        limit,
                        file -> Cursor.at(file.path()));
        return new Slice<>(open(slice.items()), slice.next());
    }

    /** Without those whose document is closed to the actor. */
    private List<BatchFile> open(List<BatchFile> files) {
        var ids = files.stream().map(BatchFile::documentId).filter(Objects::nonNull).toList();
        var there = documents.findAll(ids).stream().map(Document::id).collect(Collectors.toSet());
        return files.stream()
                .filter(file -> file.documentId() == null || there.contains(file.documentId()))
                .toList();
    }

    /** A file that is to come; see {@link BatchFile}. */
    public record Announced(String path, long size, long modified) {}

    /**
     * Puts files on the list and says of each where it stands, but for those whose document is
     * closed to the actor. What is stored stays so; what was refused may be tried again.
     */
    @Transactional
    public List<BatchFile> announce(UUID id, List<Announced> files) {
        Acting.require(Documents.WRITE);
        var batch = batch(id);
        new Invalid()
                .unless(
                        files.size() <= MOST_ANNOUNCED,
                        "files",
                        "Announce at most %,d files at once.".formatted(MOST_ANNOUNCED))
                .throwIfAny();
        var listed = new LinkedHashMap<String, BatchFile>();
        files.forEach(file -> listed.put(path(file.path()), listed(batch, file)));
        store.announce(id, List.copyOf(listed.values()));
        if (store.count(id) > MOST_FILES) {
            throw Problem.invalid(
                    "files",
                    "A batch has at most %,d files. Bring in the folders below it one by one."
                            .formatted(MOST_FILES));
        }
        audit.record(
                AuditEvent.done("upload-batch.announced", KIND, id)
                        .named(batch.details().name())
                        .detail("files", listed.size()));
        return open(store.files(id, List.copyOf(listed.keySet())));
    }

    /** What can be told to be refused before it comes. */
    private static BatchFile listed(UploadBatch batch, Announced file) {
        String why = file.size() == 0 ? "This file is empty." : null;
        try {
            batch.detailsOf(file.path());
        } catch (Problem unusable) {
            why = unusable.detail();
        }
        return new BatchFile(
                path(file.path()),
                Math.max(0, file.size()),
                file.modified(),
                why == null ? BatchFile.State.MISSING : BatchFile.State.REFUSED,
                why,
                null,
                null);
    }

    /**
     * Takes in the file at that path. It is one document however often it is sent, at once or
     * later; a Problem when it is not as it was announced, or other bytes are stored from there.
     */
    public Document receive(UUID id, String sentPath, InputStream bytes) {
        Acting.require(Documents.WRITE);
        var path = path(sentPath);
        var batch = Objects.requireNonNull(transaction.execute(_ -> batch(id)));
        try {
            var details = batch.detailsOf(path);
            clients.find(details.clientId());
            try (var arrival = arrivals.receive(details.name(), bytes)) {
                return Objects.requireNonNull(
                        transaction.execute(_ -> keep(batch, path, details, arrival)));
            }
        } catch (Problem problem) {
            if (REFUSALS.contains(problem.type())) {
                transaction.executeWithoutResult(_ -> refuse(batch, path, problem));
            }
            throw problem;
        }
    }

    private Document keep(
            UploadBatch batch, String path, DocumentDetails details, Arrivals.Arrived arrival) {
        var size = arrival.bytes().size();
        var known = held(batch.id(), path, size);
        if (known.state() == BatchFile.State.STORED) {
            return again(known, arrival.bytes().sha256());
        }
        if (known.state() == BatchFile.State.MISSING && known.size() != size) {
            throw Problem.conflict(
                    "%,d bytes came of the %,d that were announced.".formatted(size, known.size()),
                    "Choose the folder again; what is missing is sent once more.");
        }
        var document = documents.record(details, null, arrival);
        store.stored(batch.id(), path, document.current());
        return document;
    }

    private BatchFile held(UUID batch, String path, long size) {
        var known = store.fileForUpdate(batch, path);
        if (known.isPresent()) {
            return known.get();
        }
        store.announce(
                batch,
                List.of(new BatchFile(path, size, 0, BatchFile.State.MISSING, null, null, null)));
        return store.fileForUpdate(batch, path).orElseThrow();
    }

    private Document again(BatchFile stored, String sha256) {
        if (!sha256.equals(stored.sha256())) {
            throw Problem.conflict(
                    "Other content is stored from here already.",
                    "Open its document and add this as a version.");
        }
        if (stored.documentId() == null) {
            throw Problem.conflict(
                    "It was stored, and is disposed of since.",
                    "Upload it by itself if it is to come back.");
        }
        return documents.find(stored.documentId());
    }

    private void refuse(UploadBatch batch, String path, Problem problem) {
        var known = held(batch.id(), path, 0);
        if (known.state() == BatchFile.State.STORED) {
            return;
        }
        store.announce(
                batch.id(),
                List.of(
                        new BatchFile(
                                path,
                                known.size(),
                                known.modified(),
                                BatchFile.State.REFUSED,
                                problem.detail(),
                                null,
                                null)));
        audit.record(
                AuditEvent.done("upload-batch.file-refused", KIND, batch.id())
                        .named(batch.details().name())
                        .personal("path", path)
                        .detail("problem", problem.type()));
    }

    private UploadBatch batch(UUID id) {
        return store.find(id).orElseThrow(() -> Problem.notFound("upload"));
    }

    private static String path(String sent) {
        var path = sent.replace('\\', '/');
        new Invalid()
                .unless(
                        !path.isBlank()
                                && path.getBytes(UTF_8).length <= LONGEST_PATH
                                && path.indexOf('\0') < 0
                                && UTF_8.newEncoder().canEncode(path),
                        "path",
                        "A path has up to %,d bytes of UTF-8 and no NUL.".formatted(LONGEST_PATH))
                .throwIfAny();
        return path;
    }
}
