package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Command;
import io.practiceops.trust.tlog.Malformed;
import io.practiceops.trust.tlog.NoteVerifier;
import io.practiceops.trust.tlog.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code practiceops audit verify}: needs neither database nor configuration. */
@picocli.CommandLine.Command(
        name = "verify",
        description = {
            "Proves that an export of the audit trail is what was sealed, or finds the first difference.",
            "Needs nothing but the export and what you kept elsewhere."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:proven",
            "1:not as sealed: changed, incomplete or contradicting what you kept",
            "2:not an export, or it cannot be read",
            "3:whole in itself, but it does not reach back to the checkpoint you kept"
        },
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Command {

    private static final int UNREADABLE = 2;

    @Parameters(paramLabel = "PATH", description = "The export: a folder or a zip file.")
    private Path path = Path.of("");

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "A checkpoint that was kept outside the database. May be given again.")
    private List<Path> checkpoints = new ArrayList<>();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Public keys known from elsewhere than the export, one a line.")
    private List<Path> keys = new ArrayList<>();

    @Option(names = "--json", description = "Answers in JSON.")
    private boolean json;

    @Override
    public int run(Installation installation) {
        try (var bundle = Bundle.open(path)) {
            var report = new Verifier(bundle, kept(), known(), this::tell).verify();
            var words = new VerifyWords(report);
            System.out.println(json ? words.json() : words.text());
            return report.verdict().exitCode();
        } catch (Malformed malformed) {
            System.err.println(malformed.getMessage());
            return UNREADABLE;
        } catch (IOException e) {
            System.err.println("It cannot be read: " + e.getMessage());
            return UNREADABLE;
        }
    }

    private List<VerifyKept> kept() throws IOException {
        var kept = new ArrayList<VerifyKept>();
        for (var file : checkpoints) {
            kept.add(new VerifyKept(file.toString(), SignedNote.parse(small(file))));
        }
        return kept;
    }

    private List<NoteVerifier> known() throws IOException {
        var known = new ArrayList<NoteVerifier>();
        for (var file : keys) {
            new String(small(file), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> known.add(NoteVerifier.parse(line.strip())));
        }
        return known;
    }

    private static byte[] small(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(SignedNote.LARGEST);
        }
    }

    private void tell(long entries) {
        if (entries % (1 << 20) == 0) {
            System.err.printf("%,d entries read…%n", entries);
        }
    }
}
