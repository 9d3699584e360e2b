package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Command;
import picocli.CommandLine.Option;

/** {@code practiceops audit}: what can be done with the sealed trail at the machine. */
@picocli.CommandLine.Command(
        name = "audit",
        description =
                "Exports of the sealed audit trail, their verification, and its keys; also while the server runs.",
        subcommands = {
            ExportCommand.class,
            VerifyCommand.class,
            AuditCommand.RotateKey.class,
            AuditCommand.AcceptRestore.class
        },
        mixinStandardHelpOptions = true)
public final class AuditCommand implements Command {

    private static final int WRONG_WORDS = 2;

    @Override
    public int run(Installation installation) {
        System.err.println("Say what to do; see: practiceops audit --help");
        return WRONG_WORDS;
    }

    /** {@code practiceops audit rotate-key}. */
    @picocli.CommandLine.Command(
            name = "rotate-key",
            description =
                    "Makes a new key to sign with, named in a statement by the one before. Prints its public half.",
            mixinStandardHelpOptions = true)
    public static final class RotateKey implements Command {

        @Override
        public int run(Installation installation) {
            var upkeep = installation.part(Upkeep.class);
            System.out.println(installation.as(upkeep::rotateKey).vkey());
            return 0;
        }
    }

    /** {@code practiceops audit accept-restore}. */
    @picocli.CommandLine.Command(
            name = "accept-restore",
            description =
                    "After a restore from a backup older than the newest anchored checkpoint: puts the break on"
                            + " record and lets sealing go on under a new name, which it prints.",
            mixinStandardHelpOptions = true)
    public static final class AcceptRestore implements Command {

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "WORDS",
                description = "Why the database knows less than it did; kept in the trail.")
        private String reason = "";

        @Override
        public int run(Installation installation) {
            var upkeep = installation.part(Upkeep.class);
            System.out.println(installation.as(() -> upkeep.acceptRestore(reason)).origin());
            return 0;
        }
    }
}
