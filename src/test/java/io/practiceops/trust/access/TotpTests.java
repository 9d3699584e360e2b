package io.practiceops.trust.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTests {

    private static final byte[] SEED = "12345678901234567890".getBytes(US_ASCII);
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:10Z");

    /** RFC 6238, appendix B, the lines of SHA-1. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void theVectorsOfTheRfcComeOut(long seconds, String code) {
        var step = Totp.stepAt(Instant.ofEpochSecond(seconds));

        assertThat(Totp.code(SEED, step, 8)).isEqualTo(code);
        assertThat(Totp.code(SEED, step, 6)).isEqualTo(code.substring(2));
    }

    @Test
    void aClockMayBeOneStepOffEitherWayAndNoMore() {
        var step = Totp.stepAt(NOW);
        for (var drift = -1; drift <= 1; drift++) {
            var code = Totp.code(SEED, step + drift, 6);
            assertThat(Totp.stepOf(SEED, code, NOW)).hasValue(step + drift);
        }
        assertThat(Totp.stepOf(SEED, Totp.code(SEED, step - 2, 6), NOW)).isEmpty();
        assertThat(Totp.stepOf(SEED, Totp.code(SEED, step + 2, 6), NOW)).isEmpty();
    }

    @Test
    void spacesDoNotMatterAndNonsenseIsWrong() {
        var code = Totp.code(SEED, Totp.stepAt(NOW), 6);
        assertThat(Totp.stepOf(SEED, " " + code.substring(0, 3) + " " + code.substring(3), NOW))
                .isPresent();
        for (var nonsense : new String[] {"", "12345", "abcdef", "１２３４５６", "0".repeat(9999)}) {
            assertThat(Totp.stepOf(SEED, nonsense, NOW)).isEmpty();
        }
    }

    /** RFC 4648, section 10, without the padding. */
    @ParameterizedTest
    @CsvSource({
        "f, MY",
        "fo, MZXQ",
        "foo, MZXW6",
        "foob, MZXW6YQ",
        "fooba, MZXW6YTB",
        "foobar, MZXW6YTBOI"
    })
    void base32IsThatOfTheRfc(String text, String encoded) {
        assertThat(Base32.of(text.getBytes(US_ASCII))).isEqualTo(encoded);
    }

    @Test
    void whatPeopleTypeIsReadAsWhatWasMeant() {
        assertThat(Base32.typed("ab1o-8z 23")).isEqualTo("ABIOBZ23");
        assertThat(Base32.typed("a0")).isEqualTo("AO");
    }
}
