package io.practiceops.trust.sealing;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.database.DurableFiles;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Home;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import io.practiceops.trust.tlog.Checkpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Exports of the trail. Each is on record before a byte of it leaves: that it began, and, with the
 * hash of what was made, that it is handed over.
 */
@Service
public class Exports {

    public static final Right EXPORT = new Right("audit.export");

    private static final Duration WAITING = Duration.ofMillis(500);
    private static final int WAITS = 40;
    private static final Duration KEPT = Duration.ofDays(1);

    private final LogSources sources;
    private final Audit audit;
    private final Clock clock;
    private final Path spool;
    private final AcrossFirmsTemplate recording;
    private final AcrossFirmsTemplate snapshot;

    /** One at a time an instance: each holds a connection, and disk. */
    private final Semaphore one = new Semaphore(1);

    Exports(
            LogSources sources,
            Audit audit,
            Clock clock,
            Home home,
            PlatformTransactionManager transactions) {
        this.sources = sources;
        this.audit = audit;
        this.clock = clock;
        this.spool = home.resolve("exports");
        this.recording = new AcrossFirmsTemplate(transactions);
        this.snapshot = new AcrossFirmsTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * What is wanted.
     *
     * @param until not included
     * @param kept a checkpoint that a bundle shall be comparable with, however old
     */
    record Wanted(
            @Nullable UUID firm,
            Instant from,
            Instant until,
            ExportFormat format,
            @Nullable Checkpoint kept) {

        Wanted {
            if (!from.isBefore(until)) {
                throw Problem.invalid("until", "The period ends before it begins.");
            }
        }
    }

    /**
     * What was made.
     *
     * @param entries of a bundle all in its range, which reaches a little over the period
     * @param sha256 of the manifest of a bundle, of the file of another format
     */
    record Made(String log, long entries, String sha256) {}

    /** Exports to a path that is free; a folder, or a zip if it ends so. */
    Made export(Wanted wanted, Path to, LongConsumer progress) throws IOException {
        Acting.require(EXPORT);
        if (!one.tryAcquire()) {
            throw Problem.conflict(
                    "Another export is being made at this moment.", "Try again when it is done.");
        }
        try (var target = target(wanted.format(), to)) {
            record(AuditEvent.done("audit.export-begun", "audit-log", name(wanted)), wanted, null);
            var made = inOneSnapshot(wanted, target, progress);
            record(AuditEvent.done("audit.exported", "audit-log", name(wanted)), wanted, made);
            target.finish();
            return made;
        } finally {
            one.release();
        }
    }

    /** An export of the actor's firm, to be read once; nothing of it stays on disk. */
    InputStream export(Instant from, Instant until, ExportFormat format) throws IOException {
        Acting.require(EXPORT);
        Acting.requireFreshProof();
        Files.createDirectories(spool, DurableFiles.PRIVATE_FOLDER);
        forgetLeftovers();
        var file = spool.resolve(UUID.randomUUID() + "." + format.extension());
        var wanted = new Wanted(Acting.actor().firm(), from, until, format, null);
        try {
            export(wanted, file, _ -> {});
            return Files.newInputStream(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** What a killed process left behind. */
    private void forgetLeftovers() throws IOException {
        try (var left = Files.list(spool)) {
            for (var file : left.toList()) {
                var age =
                        Duration.between(
                                Files.getLastModifiedTime(file).toInstant(), clock.instant());
                if (age.compareTo(KEPT) > 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static ExportTarget target(ExportFormat format, Path to) throws IOException {
        return format == ExportFormat.BUNDLE ? ExportTarget.bundle(to) : ExportTarget.file(to);
    }

    private static String name(Wanted wanted) {
        return wanted.firm() == null ? "installation" : wanted.firm().toString();
    }

    private void record(AuditEvent event, Wanted wanted, @Nullable Made made) {
        var told =
                event.detail("from", BundleRoot.micros(wanted.from()))
                        .detail("until", BundleRoot.micros(wanted.until()))
                        .detail("format", wanted.format());
        var full =
                made == null
                        ? told
                        : told.detail("entries", made.entries()).detail("sha256", made.sha256());
        recording.executeWithoutResult(_ -> audit.record(full, wanted.firm()));
    }

    /** An erasure may have been committed a moment ago; the seal that explains it comes soon. */
    private Made inOneSnapshot(Wanted wanted, ExportTarget target, LongConsumer progress)
            throws IOException {
        for (var attempt = 0; attempt < WAITS; attempt++) {
            var made = inThisSnapshot(wanted, target, progress);
            if (made.isPresent()) {
                return made.get();
            }
            pause();
        }
        throw new Problem(
                ProblemType.UNAVAILABLE,
                "An erasure, a new key or a restore is on record and not sealed yet: the export would"
                        + " not explain itself.",
                "Sealing takes seconds; if it stays so, look at the health page.");
    }

    private static void pause() {
        try {
            Thread.sleep(WAITING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The export was interrupted.", "Start it again.", e);
        }
    }

    private Optional<Made> inThisSnapshot(Wanted wanted, ExportTarget target, LongConsumer progress)
            throws IOException {
        try {
            var made =
                    snapshot.<Optional<Made>>execute(_ ->
                            sources.find(
                                            wanted.firm(),
                                            wanted.from(),
                                            wanted.until(),
                                            wanted.kept())
                                    .map(source -> write(wanted, source, target, progress)));
            return made == null ? Optional.empty() : made;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Made write(
            Wanted wanted, BundleSource source, ExportTarget target, LongConsumer progress) {
        var log = source.scope().log();
        try {
            if (wanted.format() == ExportFormat.BUNDLE) {
                var sha256 =
                        new ExportBundle(source, target, progress).write(clock.instant(), by());
                return new Made(log, source.scope().entries(), sha256);
            }
            var digest = Digests.sha256();
            var out = new DigestOutputStream(target.open("entries"), digest);
            var entries = new ExportLines(source, progress).write(wanted.format(), out);
            return new Made(log, entries, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who asked, without a name. */
    private static String by() {
        var actor = Acting.actor();
        return actor.id() == null ? actor.kind().name() : actor.kind() + " " + actor.id();
    }
}
