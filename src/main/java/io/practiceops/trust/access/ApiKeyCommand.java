package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Command;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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

        @Option(
                names = "--allow",
                split = ",",
                paramLabel = "NETWORK",
                description =
                        "From where alone it works: 203.0.113.0/24, 2001:db8::/48 or an address. Repeat for more.")
        private List<String> allowed = List.of();

        @Option(
                names = "--days",
                paramLabel = "DAYS",
                description = "How long it works; 90 where not given, 0 for until it is revoked.")
        private int days = (int) ApiKeys.USUAL_LIFE.toDays();

        @Option(names = "--json", description = "Answers in JSON, with the key's id and scopes.")
        private boolean json;

        @Override
        public int run(Installation installation) {
            var keys = installation.part(ApiKeys.class);
            var life = days == 0 ? null : Duration.ofDays(days);
            var wanted = new ApiKeys.Wanted(name, Set.of(), life, allowed);
            var made = installation.as(() -> keys.makeFor(user, wanted));
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
