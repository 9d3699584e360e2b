package io.practiceops;

import io.practiceops.foundation.database.ScratchDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole application: its own database, real requests on a free port. All such
 * tests share one application, so each makes the firms it works on.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = PracticeOps.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "practiceops.sign-in.answer-after=0s")
@ContextConfiguration(initializers = InPractice.OwnDatabase.class)
@ActiveProfiles("test")
@ExtendWith(OnRecordProbe.Failing.class)
public @interface InPractice {

    /** Gives the application a database and a home. */
    final class OwnDatabase
            implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                var access = ScratchDatabase.create().access();
                var home =
                        Files.createTempDirectory(
                                Files.createDirectories(Path.of("target/homes")), "home-");
                TestPropertyValues.of(
                                "practiceops.home=" + home.toAbsolutePath(),
                                "practiceops.database.url=" + access.url(),
                                "practiceops.database.user=" + access.app().user(),
                                "practiceops.database.password=" + access.app().password(),
                                "practiceops.database.owner-user=" + access.owner().user(),
                                "practiceops.database.owner-password=" + access.owner().password(),
                                "practiceops.documents.max-size=20MB")
                        .applyTo(context);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
