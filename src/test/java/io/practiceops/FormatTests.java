package io.practiceops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Sources look as google-java-format (AOSP) writes them: {@code ./mvnw test -Dtest=FormatTests
 * -Dformat}.
 */
class FormatTests {

    private static final boolean WRITE = System.getProperty("format") != null;

    private final Formatter formatter =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

    @Test
    void sourcesAreFormatted() throws IOException, FormatterException {
        var different = new ArrayList<Path>();
        for (var file : sources()) {
            var is = Files.readString(file);
            var should = formatted(is);
            if (!is.equals(should)) {
                if (WRITE) {
                    Files.writeString(file, should);
                } else {
                    different.add(file);
                }
            }
        }
        assertThat(different).as("run ./mvnw test -Dtest=FormatTests -Dformat").isEmpty();
    }

    private String formatted(String source) throws FormatterException {
        var ordered = ImportOrderer.reorderImports(source, Style.GOOGLE);
        return formatter.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
    }

    private static List<Path> sources() throws IOException {
        var files = new ArrayList<Path>();
        for (var root : List.of("src/main/java", "src/test/java", "bench")) {
            try (Stream<Path> tree = Files.walk(Path.of(root))) {
                tree.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files;
    }
}
