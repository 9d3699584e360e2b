package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Command;

/** {@code practiceops audit}: what can be done with the sealed trail at the machine. */
@picocli.CommandLine.Command(
        name = "audit",
        description = "Exports the sealed audit trail, and verifies exports.",
        subcommands = {VerifyCommand.class},
        mixinStandardHelpOptions = true)
public final class AuditCommand implements Command {

    private static final int WRONG_WORDS = 2;

    @Override
    public int run(Installation installation) {
        System.err.println(
                "Say what to do: practiceops audit export …, or practiceops audit verify PATH");
        return WRONG_WORDS;
    }
}
