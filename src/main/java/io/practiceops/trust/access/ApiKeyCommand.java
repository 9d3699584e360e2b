package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code practiceops api-key create}: also while the server runs. */
@picocli.CommandLine.Command(
        name = "api-key",
        description = "Makes an API key and prints it, alone, on standard output. It is not shown again.",
        synopsisHeading = "Usage: ",
        customSynopsis = "practiceops api-key create --user EMAIL --name NAME [--json]",
        mixinStandardHelpOptions = true)
public final class ApiKeyCommand implements Command {

    private enum Verb {
        create
    }

    @Parameters(arity = "1", paramLabel = "create", description = "What to do with keys.")
    private Verb verb = Verb.create;

    @Option(names = "--user", required = true, paramLabel = "EMAIL", description = "Whom the key acts for.")
    private String user = "";

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "What the key is for.")
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
        return "{\"id\":\"%s\",\"key\":\"%s\",\"scopes\":%s}".formatted(made.key().id(), made.secret(), scopes);
    }
}
