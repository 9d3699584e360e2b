package io.practiceops.foundation.outbox;

import io.practiceops.foundation.kernel.Invalid;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;

/**
 * A mail to one person. What could not be sent, or could smuggle in a header, is refused with a
 * problem that names the field.
 *
 * @param recipient an address alone, as in {@code ada@example.com}
 * @param text plain text; lines may be of any length
 */
public record Mail(String recipient, String subject, String text) {

    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_TEXT = 100_000;

    public Mail {
        new Invalid()
                .line(
                        "recipient",
                        recipient,
                        LONGEST_ADDRESS,
                        "Enter the address this mail is for.")
                .unless(
                        isAddress(recipient),
                        "recipient",
                        "This is not a mail address like ada@example.com.")
                .line("subject", subject, LONGEST_SUBJECT, "Enter a subject.")
                .unless(!text.isBlank(), "text", "Enter the text of the mail.")
                .unless(
                        text.length() <= LONGEST_TEXT,
                        "text",
                        "Keep the text under %,d characters; it has %,d."
                                .formatted(LONGEST_TEXT, text.length()))
                .unless(isPlain(text), "text", "Remove control characters from the text.")
                .throwIfAny();
    }

    /** One address and nothing beside it; of ASCII, since few servers take anything else. */
    private static boolean isAddress(String value) {
        if (!value.matches("[!-~]+@[A-Za-z0-9.-]+\\.[A-Za-z0-9-]+")) {
            return false;
        }
        try {
            var parsed = InternetAddress.parse(value, true);
            return parsed.length == 1
                    && value.equals(parsed[0].getAddress())
                    && !parsed[0].isGroup();
        } catch (AddressException notOne) {
            return false;
        }
    }

    private static boolean isPlain(String text) {
        return text.chars()
                        .noneMatch(c ->
                                Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
