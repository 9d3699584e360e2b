package io.practiceops.trust.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The views every firm begins with: {@code audit/views.csv}, read and checked at start. */
@Component
class DefaultViews {

    private static final String FILE = "audit/views.csv";
    private static final int CELLS = 3;

    private final List<SavedView> views;

    DefaultViews() throws IOException {
        var lines = new ClassPathResource(FILE).getContentAsString(UTF_8).lines().toList();
        var read = new ArrayList<SavedView>();
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (!line.isBlank() && !line.startsWith("#")) {
                read.add(view(line, number));
            }
        }
        views = List.copyOf(read);
    }

    private static SavedView view(String line, int number) {
        var cells = Arrays.stream(line.split(";", -1)).map(String::strip).toList();
        if (cells.size() != CELLS) {
            throw new IllegalStateException(
                    "%s, line %d: name; meaning; filter is what a line holds, not: %s"
                            .formatted(FILE, number, line));
        }
        return new SavedView(
                null, cells.get(0), query(cells.get(2), number).text(), null, cells.get(1), true);
    }

    private static AuditQuery query(String text, int number) {
        var query = AuditQuery.none();
        for (var part : text.split("&", -1)) {
            var at = part.indexOf('=');
            var name = part.substring(0, Math.max(0, at));
            query = query.with(name, part.substring(at + 1));
            if (!query.parameters().containsKey(name)) {
                throw new IllegalStateException(
                        "%s, line %d: the trail cannot be narrowed by %s"
                                .formatted(FILE, number, part));
            }
        }
        return query;
    }

    List<SavedView> all() {
        return views;
    }
}
