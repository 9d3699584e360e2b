package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.kernel.Home;
import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.NoteVerifier;
import io.practiceops.trust.tlog.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Exports of a {@link TestSealing}, and what is done to them. */
final class TestExport {

    static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    static final Instant UNTIL = Instant.parse("2026-04-01T00:00:00Z");

    private final TestSealing sealing;
    final Exports exports;

    TestExport(TestSealing sealing) {
        this.sealing = sealing;
        var jdbc = sealing.database.jdbc();
        var seals =
                new Seals(
                        sealing.logs,
                        sealing.tiles,
                        sealing.checkpoints,
                        new EventStore(jdbc),
                        sealing.eraStore,
                        sealing.signing,
                        sealing.anchoring);
        var store = new ExportStore(jdbc, sealing.tiles, sealing.checkpoints);
        var sources =
                new LogSources(
                        sealing.logs,
                        sealing.tiles,
                        sealing.checkpoints,
                        sealing.eraStore,
                        store,
                        seals);
        this.exports =
                new Exports(
                        sources,
                        sealing.audit,
                        sealing.clock,
                        new Home(sealing.home),
                        sealing.database.transactions());
    }

    Path bundle(@Nullable UUID firm, String name) {
        return bundle(firm, name, FROM, UNTIL, null);
    }

    Path bundle(
            @Nullable UUID firm,
            String name,
            Instant from,
            Instant until,
            @Nullable Checkpoint kept) {
        return export(new Exports.Wanted(firm, from, until, ExportFormat.BUNDLE, kept), name);
    }

    Path export(Exports.Wanted wanted, String name) {
        var to = sealing.home.resolve(name);
        TestSealing.as(() -> {
            try {
                return exports.export(wanted, to, _ -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return to;
    }

    /** The newest checkpoint, as somebody outside keeps it. */
    SignedNote kept() {
        return TestSealing.as(() ->
                sealing.across(
                        () -> SignedNote.parse(sealing.checkpoints.newest().orElseThrow().note())));
    }

    static VerifyReport verify(Path path, SignedNote... kept) {
        return verify(path, List.of(), kept);
    }

    static VerifyReport verify(Path path, List<NoteVerifier> known, SignedNote... kept) {
        try (var bundle = Bundle.open(path)) {
            var brought =
                    Stream.of(kept).map(note -> new VerifyKept("kept.checkpoint", note)).toList();
            return new Verifier(bundle, brought, known, _ -> {}).verify();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What somebody does who owns the database. */
    static void asOwner(ScratchDatabase database, String... statements) {
        var access = database.access();
        try (var connection =
                        DriverManager.getConnection(
                                access.url(), access.owner().user(), access.owner().password());
                var statement = connection.createStatement()) {
            for (var table :
                    List.of(
                            "audit_event",
                            "audit_leaf",
                            "audit_personal",
                            "audit_tile",
                            "audit_log")) {
                statement.execute("ALTER TABLE %s DISABLE TRIGGER USER".formatted(table));
            }
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> lines(Path bundle, String file) {
        try {
            return Files.readAllLines(bundle.resolve(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path bundle, String file, List<String> lines) {
        try {
            Files.write(bundle.resolve(file), lines, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
