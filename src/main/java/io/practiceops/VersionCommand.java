package io.practiceops;

import io.practiceops.foundation.kernel.Command;
import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.Option;

/** {@code practiceops version}. */
@picocli.CommandLine.Command(
        name = "version",
        description = "Prints the version of PracticeOps and of the Java it runs on.",
        mixinStandardHelpOptions = true)
public final class VersionCommand implements Command {

    @Option(names = "--json", description = "Answers in JSON.")
    private boolean json;

    @Override
    public int run(Installation installation) throws IOException {
        var version = of();
        var java = System.getProperty("java.vm.name") + " " + System.getProperty("java.version");
        System.out.println(
                json
                        ? "{\"version\":\"%s\",\"java\":\"%s\"}".formatted(version, java)
                        : "PracticeOps %s on %s".formatted(version, java));
        return 0;
    }

    static String of() throws IOException {
        var build = new Properties();
        try (var in = VersionCommand.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (in != null) {
                build.load(in);
            }
        }
        return build.getProperty("build.version", "unreleased");
    }
}
