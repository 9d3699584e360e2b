package io.practiceops.practice.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "January 1 to January 31, 2026        | 2026-01-01 | 2026-01-31",
                "Dec 16 through Jan 15, 2026          | 2025-12-16 | 2026-01-15",
                "01/01 - 01/31/2026                   | 2026-01-01 | 2026-01-31",
                "January 1, 2026 to January 31, 2026  | 2026-01-01 | 2026-01-31",
                "12/01/2025 - 12/31/2025              | 2025-12-01 | 2025-12-31"
            })
    void thePeriodOfAStatementBeginsAndEndsAsItSays(String printed, String begin, String end) {
        var read = read("Statement period " + printed);

        assertThat(of(read, "from").value()).isEqualTo(begin);
        assertThat(of(read, "to").value()).isEqualTo(end);
        assertThat(of(read, "from").confidence()).isGreaterThan(0.85);
    }

    @Test
    void aPeriodOfOneDateIsDoubtful() {
        var read = read("Statement period ending January 31, 2026");

        assertThat(of(read, "from").confidence()).isLessThan(0.85);
        assertThat(of(read, "from").notes()).contains("The period does not begin before it ends.");
    }

    private static List<FoundField> read(String line) {
        var words = new ArrayList<Word>();
        var x = 20.0;
        for (var word : line.split(" ", -1)) {
            words.add(new Word(word, x, 100, word.length() * 6, 10, 1));
            x += word.length() * 6 + 4;
        }
        var form = Forms.bundled().find("bank-statement").orElseThrow();
        return new FieldReader().read(form, List.of(new PageWords(1, 612, 792, words)));
    }

    private static FoundField of(List<FoundField> read, String name) {
        return read.stream()
                .filter(each -> each.field().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
