package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Command;
import picocli.CommandLine.Option;

/** {@code practiceops api-key}: what can be done with keys at the machine. */
@picocli.CommandLine.Command(
        name = "api-key",
        description = "Makes API keys, also while the server runs.",
        subcommands = ApiKeyCommand.Create.class,
        mixinStandardHelpOptions = true)
public final class ApiKeyCommand implements Command {

    private static final int WRONG_WORDS = 2;

    @Override
    public int run(Installation installation) {
        System.err.println("Say what to do: practiceops api-key create --user EMAIL --name NAME");
        return WRONG_WORDS;
    }

    /** {@code practiceops api-key create}. */
    @picocli.CommandLine.Command(
            name = "create",
            description = "Prints a new key, alone, on standard output. It is not shown again.",
            mixinStandardHelpOptions = true)
    public static final class Create implements Command {

        @Option(
                names = "--user",
                required = true,
                paramLabel = "EMAIL",
                description = "Whom the key acts for.")
        private String user = "";

        @Option(
                names = "--name",
                required = true,
                paramLabel = "NAME",
                description = "What the key is for.")
        private String name = "";

        @Option(names = "--json", description = "Answers in JSON, with the key's id and scopes.")
        private boolean json;

        @Override
        public int run(Installation installation) {
            var keys = installation.part(ApiKeys.class);
            var made = installation.as(() -> keys.makeFor(user, name));
            System.out.println(json ? asJson(made) : made.secret());
            return 0;
        }

        private static String asJson(ApiKeys.Made made) {
            var scopes = made.key().scopes().stream().map(scope -> '"' + scope + '"').toList();
            return "{\"id\":\"%s\",\"key\":\"%s\",\"scopes\":%s}"
                    .formatted(made.key().id(), made.secret(), scopes);
        }
    }
}
