package io.practiceops.trust.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTests {

    private final CommonPasswords common;
    private final PasswordRules rules;

    PasswordRulesTests() throws IOException {
        common = new CommonPasswords();
        rules = new PasswordRules(common);
    }

    @Test
    void theListIsAsLongAsAsvsAsksForAtTheLeast() {
        assertThat(common.size()).isGreaterThan(3000);
        assertThat(common.contains("password")).isTrue();
        assertThat(common.contains("correct horse battery")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "password2026!!, common",
        "Password123456, common",
        "P@ssw0rd2026!, common",
        "2026!!!Summer!, common",
        "dragon1234567, common",
        "m0nk3y!!!!!!!!, common",
        "111passw0rd111, common",
        "passwordpassword, repeats",
        "dragondragon, repeats",
        "letmeinletmein, repeats",
        "abcdabcdabcd, repeats",
        "a1b2a1b2a1b2, repeats",
        "aaaaaaaaaaaaaa, repeats",
        "qwertyuiopasdf, keyboard",
        "abcdefghijklm, keyboard",
        "1234567890123, keyboard",
        "1qaz2wsx3edc4rfv, keyboard",
        "zyxwvutsrqpon, keyboard",
        "harborfinch2026, name",
        "Harbor&Finch!!, name",
        "jonahjonah99!, name",
        "Jonah.Reyes.1984, name",
        "jonah@harborfinch.example, name",
        "harbor password!, name",
        "short, 12 characters"
    })
    void whatIsTriedFirstIsRefusedWithTheReason(String password, String reason) {
        assertThat(objection(password)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "four plain words here",
                "a long enough password",
                "jonah likes green tea",
                "finch singing at seven",
                "tK9$mQz2!vLw",
                "правильная лошадь",
                "839201746152",
                "wet-cardboard-engine"
            })
    void unrelatedWordsAndRandomSignsAreTaken(String password) {
        assertThat(objection(password)).isNull();
    }

    @Test
    void twoHundredCharactersAreTheMost() {
        assertThat(objection("four plain words " + "x y z w ".repeat(30))).contains("at most 200");
    }

    private String objection(String password) {
        return rules.objection(
                password, "jonah@harborfinch.example", "Jonah Reyes", "Harbor & Finch");
    }
}
