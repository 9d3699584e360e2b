package io.practiceops.trust.audit;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * What an entry says behind the name of who did it, from {@code audit/sentences.properties}.
 *
 * @param object what it was done to, as people call it; empty where the sentence does not name it
 */
public record Sentence(String before, String object, String after) {

    private static final Properties WORDS = properties("audit/sentences.properties");
    private static final Properties PLACES = properties("audit/places.properties");
    private static final String OBJECT = "{}";

    static Sentence of(AuditEntry entry) {
        var words = words(entry.action(), entry.outcome());
        var at = words.indexOf(OBJECT);
        return at < 0
                ? new Sentence(words, "", "")
                : new Sentence(
                        words.substring(0, at).stripTrailing(),
                        object(entry),
                        words.substring(at + OBJECT.length()).strip());
    }

    /** Whether the action has words of its own. */
    static boolean knows(String action, AuditEvent.Outcome outcome) {
        return WORDS.containsKey(action) || WORDS.containsKey(action + suffix(outcome));
    }

    private static String words(String action, AuditEvent.Outcome outcome) {
        var own = WORDS.getProperty(action + suffix(outcome));
        if (own != null) {
            return own;
        }
        var done = WORDS.getProperty(action);
        if (done == null) {
            var dot = action.indexOf('.');
            done = action.substring(dot + 1).replace('-', ' ') + " " + OBJECT;
        }
        return switch (outcome) {
            case DONE -> done;
            case DENIED -> "was refused: " + done;
            case FAILED -> "failed: " + done;
        };
    }

    private static String suffix(AuditEvent.Outcome outcome) {
        return switch (outcome) {
            case DONE -> "";
            case DENIED -> ".denied";
            case FAILED -> ".failed";
        };
    }

    private static String object(AuditEntry entry) {
        var name = entry.objectName();
        return name == null
                ? WORDS.getProperty(
                        "a." + entry.objectType(), "a " + entry.objectType().replace('-', ' '))
                : name;
    }

    /** The page of what it was done to; null where it has none. */
    static @Nullable String place(AuditEntry entry) {
        var place = PLACES.getProperty(entry.objectType());
        var id = entry.objectId();
        return place == null || id == null ? null : place.replace(OBJECT, id);
    }

    /** The whole of it, as plain text. */
    public String text() {
        return (before + " " + object + " " + after).strip().replaceAll(" +", " ");
    }

    private static Properties properties(String file) {
        var properties = new Properties();
        try (var in =
                new InputStreamReader(
                        new ClassPathResource(file).getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }
}
