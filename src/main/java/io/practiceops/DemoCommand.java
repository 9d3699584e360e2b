package io.practiceops;

import io.practiceops.foundation.kernel.Command;
import java.util.Map;

/**
 * {@code practiceops demo}: the same server with a made-up practice in it, for this machine only.
 */
@picocli.CommandLine.Command(
        name = "demo",
        description =
                "Runs PracticeOps with a made-up practice and logins to try, reachable from this machine only.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Command {

    @Override
    public int run(Installation installation) throws InterruptedException {
        return ServeCommand.serve(Map.of("practiceops.demo", true, "server.address", "127.0.0.1"));
    }
}
