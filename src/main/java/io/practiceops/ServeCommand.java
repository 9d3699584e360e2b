package io.practiceops;

import io.practiceops.foundation.kernel.Command;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** {@code practiceops serve}: runs until it is told to stop. */
@picocli.CommandLine.Command(
        name = "serve",
        description = "Runs PracticeOps on the data in PRACTICEOPS_HOME, until it is stopped.",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Command {

    @Override
    public int run(Installation installation) throws InterruptedException {
        return serve(Map.of());
    }

    /**
     * Runs the server with these settings, which win over environment and files. Returns when it
     * has stopped.
     */
    static int serve(Map<String, Object> settings) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        var server = start(settings);
        server.addApplicationListener(
                (ApplicationListener<ContextClosedEvent>) _ -> stopped.countDown());
        System.out.println(
                "PracticeOps is ready on port "
                        + server.getEnvironment().getProperty("local.server.port")
                        + ". Stop with Ctrl-C.");
        stopped.await();
        return 0;
    }

    static ConfigurableApplicationContext start(Map<String, Object> settings) {
        var words =
                settings.entrySet().stream().map(set -> "--" + set.getKey() + "=" + set.getValue());
        return new SpringApplicationBuilder(PracticeOps.class)
                .logStartupInfo(false)
                .run(words.toArray(String[]::new));
    }
}
