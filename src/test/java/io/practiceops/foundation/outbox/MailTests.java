package io.practiceops.foundation.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.foundation.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTests {

    @ParameterizedTest
    @ValueSource(strings = {"ann@example.com", "o'neil+tax@sub.example.co.uk", "a.b-c_d@x-y.org"})
    void anAddressIsTaken(String recipient) {
        assertThatCode(() -> new Mail(recipient, "Hello", "Text")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ann",
                "ann@example",
                "ann@@example.com",
                "ann@example.com, bob@example.com",
                "ann@example.com,bob@example.com",
                "Ann <ann@example.com>",
                "<ann@example.com>",
                "ann@example.com\r\nBcc: bob@example.com",
                "list:ann@example.com;",
                "änn@example.com",
                ".ann.@example.com",
                "ann@-.com..",
            })
    void whatIsNoAddressIsRefused(String recipient) {
        assertRefused("recipient", recipient, "Hello", "Text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Hello\r\nBcc: bob@example.com", "Hello\n", "a\u0000b"})
    void aSubjectThatCouldSmuggleAHeaderIsRefused(String subject) {
        assertRefused("subject", "ann@example.com", subject, "Text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a\u0000b", "\ud800"})
    void aTextThatCannotBeKeptIsRefused(String text) {
        assertRefused("text", "ann@example.com", "Hello", text);
    }

    @Test
    void aTextOfAnyLanguageAndLengthOfLineIsTaken() {
        assertThatCode(() -> new Mail("ann@example.com", "你好 😀", "a\tb\r\n" + "ж".repeat(5_000)))
                .doesNotThrowAnyException();
        assertRefused("text", "ann@example.com", "Hello", "x".repeat(100_001));
    }

    private static void assertRefused(String field, String recipient, String subject, String text) {
        assertThatThrownBy(() -> new Mail(recipient, subject, text))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.fields())
                                        .extracting(Problem.Field::name)
                                        .contains(field));
    }
}
