package io.practiceops;

import io.practiceops.foundation.database.DatabaseRefused;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Command;
import io.practiceops.foundation.kernel.Problem;
import java.io.PrintWriter;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The verbs: finds them, reads the words, runs one. Problems are told in the words of the one
 * catalogue.
 */
final class CommandLine {

    private static final int NOT_DONE = 1;

    private CommandLine() {}

    /** Returns the exit code: 0 done, 1 not done, 2 wrong words. */
    static int run(String... words) {
        var line = new picocli.CommandLine(root());
        for (var command : ServiceLoader.load(Command.class)) {
            line.addSubcommand(command);
        }
        line.setExecutionStrategy(CommandLine::execute);
        return line.execute(words);
    }

    private static CommandSpec root() {
        var root = CommandSpec.create().name("practiceops");
        root.mixinStandardHelpOptions(true);
        root.version("see: practiceops version");
        root.usageMessage()
                .description("The platform a law or accounting practice runs on.")
                .width(100);
        return root;
    }

    private static int execute(ParseResult parsed) {
        var help = picocli.CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        var last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (!(last.commandSpec().userObject() instanceof Command command)) {
            last.commandSpec().commandLine().usage(System.err);
            return picocli.CommandLine.ExitCode.USAGE;
        }
        try (var installation = new Started()) {
            return command.run(installation);
        } catch (Exception failure) {
            return tell(failure, last.commandSpec().commandLine().getErr());
        }
    }

    /** What a person can mend is said in a sentence; the rest is a defect, told with its trace. */
    private static int tell(Exception failure, PrintWriter err) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Problem problem -> {
                    return tell(problem, err);
                }
                case DatabaseRefused refused -> {
                    err.println(refused.getMessage());
                    return NOT_DONE;
                }
                case PortInUseException port -> {
                    err.printf(
                            "Port %d is taken by another program. Stop that one, or choose another"
                                    + " port with SERVER_PORT.%n",
                            port.getPort());
                    return NOT_DONE;
                }
                default -> {}
            }
        }
        failure.printStackTrace(err);
        return NOT_DONE;
    }

    private static int tell(Problem problem, PrintWriter err) {
        err.println(problem.type().title() + ": " + problem.detail());
        problem.fields()
                .forEach(field -> err.println("  " + field.name() + ": " + field.message()));
        if (problem.mend() != null) {
            err.println(problem.mend());
        }
        return NOT_DONE;
    }

    /** The application without web server and queue, started when first asked for. */
    private static final class Started implements Command.Installation, AutoCloseable {

        private @Nullable ConfigurableApplicationContext context;

        @Override
        public <T> T part(Class<T> type) {
            if (context == null) {
                context =
                        new SpringApplicationBuilder(PracticeOps.class)
                                .web(WebApplicationType.NONE)
                                .logStartupInfo(false)
                                .properties(
                                        "practiceops.command=true",
                                        "practiceops.queue=off",
                                        "logging.threshold.console=OFF")
                                .profiles("command")
                                .run();
            }
            return context.getBean(type);
        }

        @Override
        public <T> T as(ScopedValue.CallableOp<T, ? extends RuntimeException> work) {
            return Acting.as(Actor.system("command line", null), "command", work);
        }

        @Override
        public void close() {
            if (context != null) {
                SpringApplication.exit(context);
            }
        }
    }
}
