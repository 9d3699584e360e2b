package io.practiceops.practice.vault;

import io.practiceops.foundation.kernel.Command;

/** {@code practiceops vault}: what can be done with the keys of the files at the machine. */
@picocli.CommandLine.Command(
        name = "vault",
        description = "The keys that stored files are encrypted under; also while the server runs.",
        subcommands = VaultCommand.RotateKey.class,
        mixinStandardHelpOptions = true)
public final class VaultCommand implements Command {

    private static final int WRONG_WORDS = 2;

    @Override
    public int run(Installation installation) {
        System.err.println("Say what to do: practiceops vault rotate-key");
        return WRONG_WORDS;
    }

    /** {@code practiceops vault rotate-key}. */
    @picocli.CommandLine.Command(
            name = "rotate-key",
            description =
                    "Makes a new key-encryption key and prints its name. The server then wraps all data keys anew.",
            mixinStandardHelpOptions = true)
    public static final class RotateKey implements Command {

        @Override
        public int run(Installation installation) {
            var rotation = installation.part(Rotation.class);
            System.out.println(installation.as(rotation::rotate).id());
            return 0;
        }
    }
}
