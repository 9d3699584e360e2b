package io.practiceops.trust.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What makes a new password too easy. Length counts, composition does not (NIST SP 800-63B §3.1.1);
 * what many people choose, and what an attacker makes of that and of the person's names, is refused
 * (OWASP ASVS 5.0, 6.2.4 and 6.2.11).
 */
@Component
class PasswordRules {

    private static final int SHORTEST_NAME = 3;
    private static final int SHORTEST_REST = 4;
    private static final int FEWEST_CHARACTERS = 5;

    private static final Pattern AROUND_LETTERS = Pattern.compile("^[^\\p{L}@$]+|[^\\p{L}]+$");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}]+");

    /** As rows of a keyboard, the alphabet and the digits run, twice around. */
    private static final List<String> RUNS =
            Stream.of(
                            "abcdefghijklmnopqrstuvwxyz",
                            "0123456789",
                            "1234567890",
                            "qwertyuiopasdfghjklzxcvbnm",
                            "qwertzuiopasdfghjklyxcvbnm",
                            "1q2w3e4r5t6z7u8i9o0p",
                            "1q2w3e4r5t6y7u8i9o0p",
                            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p")
                    .flatMap(run -> Stream.of(run, new StringBuilder(run).reverse().toString()))
                    .map(run -> run + run)
                    .toList();

    private final CommonPasswords common;

    PasswordRules(CommonPasswords common) {
        this.common = common;
    }

    /**
     * What is wrong with a new password, or null.
     *
     * @param names what an attacker knows: the person's name, e-mail address, firm
     */
    @Nullable String objection(String password, String... names) {
        if (password.codePointCount(0, password.length()) < Passwords.SHORTEST) {
            return "Use at least %d characters. A few words in a row are easy to keep in mind."
                    .formatted(Passwords.SHORTEST);
        }
        if (password.length() > Passwords.LONGEST) {
            return "Use at most %d characters.".formatted(Passwords.LONGEST);
        }
        return guessable(password.toLowerCase(Locale.ROOT), names);
    }

    private @Nullable String guessable(String password, String... names) {
        if (password.chars().distinct().count() < FEWEST_CHARACTERS) {
            return "This repeats a few characters, which is tried first. Use a few unrelated words.";
        }
        if (RUNS.stream().anyMatch(run -> run.contains(password))) {
            return "This runs along the keyboard or the alphabet. Use a few unrelated words.";
        }
        var unit = unit(password);
        if (unit.length() < password.length()
                && (unit.length() <= SHORTEST_REST || isCommon(unit))) {
            return "This repeats a word that is tried first. Use a few unrelated words.";
        }
        if (isCommon(password)) {
            return "This is one of the most common passwords, or one with digits or signs around"
                    + " it. Use a few unrelated words.";
        }
        if (isMadeOfNames(password, names)) {
            return "This is made of a name that belongs to you or your firm. Use a few unrelated"
                    + " words.";
        }
        return null;
    }

    /** As it is, without digits and signs around it, and with letters put back for signs. */
    private boolean isCommon(String text) {
        var core = AROUND_LETTERS.matcher(text).replaceAll("");
        return Stream.of(text, core, spelledOut(text), spelledOut(core), unit(core))
                .filter(word -> word.length() >= SHORTEST_REST)
                .anyMatch(common::contains);
    }

    private static String spelledOut(String text) {
        return text.replace('0', 'o')
                .replace('1', 'i')
                .replace('!', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('$', 's')
                .replace('7', 't');
    }

    /** The shortest text that, written over and over, begins with all of this one. */
    private static String unit(String text) {
        for (var length = 1; length <= text.length() / 2; length++) {
            if (text.startsWith(text.substring(length))) {
                return text.substring(0, length);
            }
        }
        return text;
    }

    /** Nothing to speak of, or a common word, is left without the names. */
    private boolean isMadeOfNames(String password, String... names) {
        var rest = password;
        for (var name : words(names)) {
            rest = rest.replace(name, " ");
        }
        if (rest.equals(password)) {
            return false;
        }
        var letters = NOT_LETTERS.matcher(rest).replaceAll("");
        return letters.length() < SHORTEST_REST || common.contains(letters);
    }

    /** The names and their parts, the longest first. */
    private static List<String> words(String... names) {
        return Arrays.stream(names)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .flatMap(name ->
                        Stream.concat(
                                Stream.of(name, NOT_LETTERS.matcher(name).replaceAll("")),
                                NOT_LETTERS.splitAsStream(name)))
                .filter(Predicate.not(String::isBlank))
                .filter(word -> word.length() >= SHORTEST_NAME)
                .distinct()
                .sorted((one, other) -> other.length() - one.length())
                .toList();
    }
}
