package io.practiceops.practice.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schedules that come with PracticeOps. */
class ScheduleFileTests {

    private static final List<String> RULE =
            List.of(
                    "rules:",
                    "  - rule: one",
                    "    version: 1",
                    "    name: One",
                    "    applies: {categories: [OTHER], jurisdiction: FL}",
                    "    keep: 10 days",
                    "    from: UPLOADED",
                    "    source: Somewhere",
                    "    effective: 2026-01-01",
                    "    verified: no");

    @Test
    void whatComesWithPracticeOpsIsRead() {
        assertThat(ScheduleFile.read())
                .allSatisfy(rule -> assertThat(rule.source()).isNotBlank())
                .extracting(RetentionRule::id)
                .contains("papers-2555", "personal-2190");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keep: 10 days | keep: ten days | line 6: write a period",
                "from: UPLOADED | from: BIRTH | line 7: BIRTH is none of",
                "[OTHER] | [OTHERS] | line 5: OTHERS is none of",
                "jurisdiction: FL | jurisdiction: Florida | line 5: a jurisdiction",
                "effective: 2026-01-01 | effective: soon | line 9: write a day",
                "source: Somewhere | sauce: Somewhere | line 8: there is no “sauce”",
                "verified: no | verified: 2026-01-01 | line 10: say who verified",
                "version: 1 | version: one | line 3: “one” is not",
                "    name: One | | line 2: “name:” is missing",
                "  - rule: one | '  - rule: [' | line"
            })
    void whatIsWrongIsSaidWithItsLine(String right, String wrong, String words) {
        var text = String.join("\n", RULE).replace(right, wrong == null ? "" : wrong);
        assertThatThrownBy(() -> ScheduleFile.parse(text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aRuleIsThereOnce() {
        var twice =
                String.join("\n", RULE) + "\n" + String.join("\n", RULE.subList(1, RULE.size()));
        assertThatThrownBy(() -> ScheduleFile.parse(twice)).hasMessageContaining("line 11: ");
    }

    @ParameterizedTest
    @CsvSource({
        "2555 days, 2026-11-23, 2033-11-21",
        "7 years, 2026-01-01, 2033-12-31",
        "7 years, 2026-12-31, 2033-12-31",
        "1 days, 2028-02-28, 2028-02-29"
    })
    void theLastDayIsCounted(String period, LocalDate from, LocalDate until) {
        assertThat(Period.parse(period).lastDay(from)).isEqualTo(until);
    }
}
