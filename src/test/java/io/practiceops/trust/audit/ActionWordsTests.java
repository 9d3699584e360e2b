package io.practiceops.trust.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever the source records can be read as a sentence. */
class ActionWordsTests {

    private static final Pattern RECORDED =
            Pattern.compile("AuditEvent\\s*\\.\\s*(done|denied)\\(\\s*\"([a-z-]+\\.[a-z-]+)\"");

    @Test
    void everyActionOfTheSourceHasWords() throws IOException {
        var without = new TreeMap<String, String>();
        recorded()
                .forEach((action, outcome) -> {
                    if (!Sentence.knows(action, outcome)) {
                        without.put(action, "give it a sentence in audit/sentences.properties");
                    }
                });

        assertThat(without).isEmpty();
        assertThat(recorded()).hasSizeGreaterThan(20);
    }

    private static Map<String, AuditEvent.Outcome> recorded() throws IOException {
        var actions = new TreeMap<String, AuditEvent.Outcome>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> {
                        var found = RECORDED.matcher(read(file));
                        while (found.find()) {
                            actions.put(
                                    found.group(2),
                                    found.group(1).equals("done")
                                            ? AuditEvent.Outcome.DONE
                                            : AuditEvent.Outcome.DENIED);
                        }
                    });
        }
        return actions;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
