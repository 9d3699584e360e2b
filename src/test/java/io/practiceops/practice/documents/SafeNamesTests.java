package io.practiceops.practice.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNamesTests {

    @ParameterizedTest
    @CsvSource({
        "con.txt, _con.txt",
        "CON, _CON",
        "Aux .tar.gz, _Aux .tar.gz",
        "console.txt, console.txt",
        "'a/b\\c:d.pdf', a_b_c_d.pdf",
        "'what? \"this\" <is>|*.pdf', 'what_ _this_ _is___.pdf'",
        "'report. ', report",
        "'..', _",
        "'   ', _"
    })
    void aNameIsMadeOneThatEveryFileSystemTakes(String given, String made) {
        assertThat(SafeNames.of(given)).isEqualTo(made);
    }

    @Test
    void controlCharactersAndMarksThatTurnTextAroundGo() {
        assertThat(SafeNames.of("a\u0000b\r\nc\u202Efdp.exe")).isEqualTo("a_b__cfdp.exe");
    }

    @Test
    void threeHundredEmojiAreCutToWhatFitsAndKeepTheirExtension() {
        var made = SafeNames.of("📎".repeat(300) + ".pdf");

        assertThat(made).endsWith("📎.pdf");
        assertThat(made.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(240);
    }

    @Test
    void namesakesGetNumbersWhateverTheirCase() {
        var names = new SafeNames();

        assertThat(names.unique("x/a.pdf")).isEqualTo("x/a.pdf");
        assertThat(names.unique("x/A.pdf")).isEqualTo("x/A (2).pdf");
        assertThat(names.unique("x/a (2).pdf")).isEqualTo("x/a (2) (2).pdf");
        assertThat(names.unique("x/a.pdf")).isEqualTo("x/a (3).pdf");
        assertThat(names.unique("x.y/none")).isEqualTo("x.y/none");
        assertThat(names.unique("x.y/none")).isEqualTo("x.y/none (2)");
    }
}
