package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Panel;
import io.practiceops.foundation.kernel.Right;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the overview shows of the firm's documents. */
@Configuration(proxyBeanMethods = false)
class DocumentPanels {

    @Bean
    DocumentsTile documentsTile(Documents documents) {
        return new DocumentsTile(documents);
    }

    @Bean
    Unreadable unreadableDocuments(Documents documents) {
        return new Unreadable(documents);
    }

    record DocumentsTile(Documents documents) implements Panel {

        @Override
        public String title() {
            return "Documents";
        }

        @Override
        public String url() {
            return "/documents";
        }

        @Override
        public Right right() {
            return Documents.READ;
        }

        @Override
        public int order() {
            return 31;
        }

        @Override
        public Content content() {
            var counts = documents.counts();
            return new Tile("%,d".formatted(counts.all()), note(counts));
        }

        private static String note(Documents.Counts counts) {
            if (counts.all() == 0) {
                return "upload the first one";
            }
            var read =
                    "%,d of them read"
                            .formatted(counts.all() - counts.waiting() - counts.unreadable());
            return counts.waiting() == 0
                    ? read
                    : read + " · %,d being read".formatted(counts.waiting());
        }
    }

    record Unreadable(Documents documents) implements Panel {

        @Override
        public String title() {
            return "Documents";
        }

        @Override
        public String url() {
            return "/documents";
        }

        @Override
        public Right right() {
            return Documents.READ;
        }

        @Override
        public int order() {
            return 10;
        }

        @Override
        public Content content() {
            var counts = documents.counts();
            var of = "%,d of %,d documents".formatted(counts.unreadable(), counts.all());
            if (counts.unreadable() == 0) {
                return new NeedsAction(of, List.of());
            }
            return new NeedsAction(
                    of,
                    List.of(
                            new Todo(
                                    Health.WARN,
                                    counts.unreadable() == 1
                                            ? "1 document cannot be read"
                                            : "%,d documents cannot be read"
                                                    .formatted(counts.unreadable()),
                                    counts.unreadable() == 1
                                            ? "It is kept, but the words in it are not found. Its page says why."
                                            : "They are kept, but the words in them are not found. Each says why.",
                                    "/documents",
                                    "Look")));
        }
    }
}
