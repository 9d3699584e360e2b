package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Command;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.Malformed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** {@code practiceops audit export}. */
@picocli.CommandLine.Command(
        name = "export",
        description =
                "Writes the audit trail of a period, with the proofs that it is what was sealed.",
        mixinStandardHelpOptions = true)
public final class ExportCommand implements Command {

    @ArgGroup(multiplicity = "1")
    private Whose whose = new Whose();

    /** Whose trail. */
    static final class Whose {

        @Option(names = "--firm", paramLabel = "ID", description = "The firm's trail.")
        private @Nullable UUID firm;

        @Option(names = "--installation", description = "The trail of what belongs to no firm.")
        private boolean installation;

        /** Null for the installation's. */
        @Nullable UUID firm() {
            return installation ? null : firm;
        }
    }

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DATE",
            description = "First day, in UTC: 2026-07-01. A moment will do: 2026-07-01T04:00:00Z.")
    private String from = "";

    @Option(
            names = "--until",
            required = true,
            paramLabel = "DATE",
            description = "Last day, or the moment behind the last.")
    private String until = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "PATH",
            description = "Where to: a folder, or a zip if it ends so. There must be nothing yet.")
    private Path to = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "bundle",
            description = "bundle (the only one that can be verified), csv, cef or ocsf.")
    private String format = "";

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "A checkpoint from elsewhere that the bundle shall be comparable with.")
    private @Nullable Path checkpoint;

    @Override
    public int run(Installation installation) throws IOException {
        var wanted =
                new Exports.Wanted(
                        whose.firm(),
                        moment("from", from, 0),
                        moment("until", until, 1),
                        ExportFormat.of(format),
                        kept());
        var exports = installation.part(Exports.class);
        try {
            var made =
                    installation.as(() -> {
                        try {
                            return exports.export(wanted, to, ExportCommand::tell);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            System.out.printf(
                    "%,d entries of %s to %s%nSHA-256 %s%n",
                    made.entries(), made.log(), to, made.sha256());
            return 0;
        } catch (UncheckedIOException e) {
            throw Problem.unavailable(
                    "It cannot be written: " + e.getMessage(),
                    "Make room, or choose another place with --to.",
                    e);
        }
    }

    private @Nullable Checkpoint kept() throws IOException {
        if (checkpoint == null) {
            return null;
        }
        try {
            return LogSources.checkpoint(Files.readString(checkpoint, UTF_8));
        } catch (Malformed malformed) {
            throw Problem.invalid("checkpoint", String.valueOf(malformed.getMessage()));
        }
    }

    private static Instant moment(String option, String words, int days) {
        return moment(option, words, days, ZoneOffset.UTC);
    }

    /** A moment, or the beginning of so many days behind a day. */
    static Instant moment(String option, String words, int days, ZoneId zone) {
        try {
            return words.contains("T")
                    ? Instant.parse(words)
                    : LocalDate.parse(words).plusDays(days).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw Problem.invalid(option, "“%s” is not a day like 2026-07-01.".formatted(words));
        }
    }

    private static void tell(long entries) {
        System.err.printf("%,d entries written…%n", entries);
    }
}
