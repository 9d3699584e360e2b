package io.practiceops.foundation.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogRedactionTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    password=hunter2, next      | password=•••, next
                    "password": "hunter2"       | "password": "•••"
                    Authorization: Bearer abc.d | Authorization: Bearer •••
                    key pok_abcdefghijkl ok     | key pok_••• ok
                    GET /welcome/AAAAAAAAAAAAAAAAAAAAAAAA | GET /welcome/•••
                    GET /s/AAAAAAAAAAAAAAAAAAAAAAAA | GET /s/•••
                    GET /u/AAAAAAAAAAAAAAAAAAAAAAAA/files | GET /u/•••/files
                    card 4111 1111 1111 1111.   | card 411111•••1111.
                    card 4111-1111-1111-1111    | card 411111•••1111
                    """)
    void secretsAndCardNumbersAreMasked(String said, String logged) {
        assertThat(LogRedaction.redact(said)).isEqualTo(logged);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "took 1763836112345 ms",
                "id 01a20490-2e7b-7f64-81ae-dfb0d1296b77",
                "4111111111111112 has a wrong check digit",
                "the password was changed",
            })
    void whatIsNoSecretStays(String said) {
        assertThat(LogRedaction.redact(said)).isEqualTo(said);
    }
}
