package io.practiceops.practice.processing;

import io.practiceops.foundation.kernel.Card;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Panel;
import io.practiceops.foundation.kernel.Panel.NeedsAction;
import io.practiceops.foundation.kernel.Panel.Todo;
import io.practiceops.practice.documents.Documents;
import java.util.ArrayList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the overview shows of the pipeline. */
@Configuration(proxyBeanMethods = false)
class ProcessingPanels {

    @Bean
    Panel documentsInTrouble(Processing processing) {
        return new Card(
                "Processing",
                "/processing",
                Documents.READ,
                9,
                () -> needsAction(processing.counts()));
    }

    private static NeedsAction needsAction(StageFigures.Counts counts) {
        var todos = new ArrayList<Todo>();
        if (counts.blocked() > 0) {
            todos.add(
                    new Todo(
                            Health.BAD,
                            counts.blocked() == 1
                                    ? "1 file with malware is blocked"
                                    : "%,d files with malware are blocked"
                                            .formatted(counts.blocked()),
                            "Nobody can open it. Ask whoever sent it for a clean copy, and dispose of this one.",
                            "/processing",
                            "Look"));
        }
        if (counts.failed() > 0) {
            todos.add(
                    new Todo(
                            Health.WARN,
                            counts.failed() == 1
                                    ? "1 file was given up"
                                    : "%,d files were given up".formatted(counts.failed()),
                            "It is kept as it came. Its page says at which stage; it can be tried again.",
                            "/processing",
                            "Look"));
        }
        if (counts.review() > 0) {
            todos.add(
                    new Todo(
                            Health.WARN,
                            counts.review() == 1
                                    ? "1 paper waits for a look"
                                    : "%,d papers wait for a look".formatted(counts.review()),
                            "Figures that were read with doubt. Nobody should rely on them before.",
                            "/review",
                            "Review"));
        }
        return new NeedsAction("the files on their way", todos);
    }
}
