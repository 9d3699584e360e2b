package io.practiceops;

import io.practiceops.foundation.kernel.Home;
import io.practiceops.foundation.kernel.Ids;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;

/** The application: every module below this package, one jar. Started by {@link CommandLine}. */
@Modulithic(systemName = "PracticeOps")
@SpringBootApplication(proxyBeanMethods = false)
public class PracticeOps {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Ids ids(Clock clock) {
        return new Ids(clock);
    }

    @Bean
    Home home(@Value("${practiceops.home}") Path folder) {
        return new Home(folder);
    }

    /** Pages, answers and mails are in the English of the United States, whatever the machine. */
    public static void main(String[] words) {
        Locale.setDefault(Locale.US);
        System.exit(CommandLine.run(words));
    }
}
