package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Card;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Panel;
import io.practiceops.foundation.kernel.Panel.NeedsAction;
import io.practiceops.foundation.kernel.Panel.Tile;
import io.practiceops.foundation.kernel.Panel.Todo;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the overview shows of the firm's documents. */
@Configuration(proxyBeanMethods = false)
class DocumentPanels {

    private static final String URL = "/documents";

    @Bean
    Panel documentsTile(Documents documents) {
        return new Card("Documents", URL, Documents.READ, 31, () -> tile(documents.counts()));
    }

    @Bean
    Panel unreadableDocuments(Documents documents) {
        return new Card("Documents", URL, Documents.READ, 10, () -> unreadable(documents.counts()));
    }

    private static Tile tile(Documents.Counts counts) {
        if (counts.all() == 0) {
            return new Tile("0", "upload the first one");
        }
        var read = counts.all() - counts.waiting() - counts.unreadable() - counts.blocked();
        var waiting = counts.waiting() == 0 ? "" : " · %,d being read".formatted(counts.waiting());
        return new Tile(
                "%,d".formatted(counts.all()), "%,d of them read".formatted(read) + waiting);
    }

    private static NeedsAction unreadable(Documents.Counts counts) {
        var count = counts.unreadable();
        var of = "%,d of %,d documents".formatted(count, counts.all());
        if (count == 0) {
            return new NeedsAction(of, List.of());
        }
        var title =
                count == 1
                        ? "1 document cannot be read"
                        : "%,d documents cannot be read".formatted(count);
        var detail =
                count == 1
                        ? "It is kept, but the words in it are not found. Its page says why."
                        : "They are kept, but the words in them are not found. Each says why.";
        return new NeedsAction(of, List.of(new Todo(Health.WARN, title, detail, URL, "Look")));
    }
}
