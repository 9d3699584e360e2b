package io.practiceops.foundation.kernel;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Keeps secrets and card numbers out of the logs, wherever they slipped into a message or a stack
 * trace. A last line of defence: nothing should log them to begin with.
 */
public final class LogRedaction implements StructuredLoggingJsonMembersCustomizer<Object> {

    private static final String MASK = "•••";
    private static final Pattern NAMED_SECRET =
            Pattern.compile(
                    "(?i)((?:password|passwd|pwd|secret|token|api[-_]?key|authorization|cookie)[\"']?\\s*[:=]\\s*"
                            + "(?:bearer\\s+|basic\\s+)?[\"']?)[^\\s\"',;&})]+");
    private static final Pattern KEY =
            Pattern.compile("\\b(pok_|sk_live_|sk_test_|whsec_)[A-Za-z0-9_-]{8,}");
    private static final Pattern ONE_TIME_LINK =
            Pattern.compile("/(first-owner|welcome|sign-in/device|s|u)/[A-Za-z0-9_-]{20,}");

    /** 13 to 19 digits, in groups or not, that are part of no longer word: a UUID is none. */
    private static final Pattern DIGITS =
            Pattern.compile("(?<![\\w-])\\d(?:[ -]?\\d){12,18}(?![\\w-])");

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, LogRedaction::redact));
    }

    static String redact(String text) {
        var clean = NAMED_SECRET.matcher(text).replaceAll("$1" + MASK);
        clean = KEY.matcher(clean).replaceAll("$1" + MASK);
        clean = ONE_TIME_LINK.matcher(clean).replaceAll("/$1/" + MASK);
        return DIGITS.matcher(clean)
                .replaceAll(found -> isCard(found.group()) ? masked(found.group()) : found.group());
    }

    /** First six and last four, as PCI DSS 3.4.1 allows. */
    private static String masked(String card) {
        var digits = card.replaceAll("\\D", "");
        return digits.substring(0, 6) + MASK + digits.substring(digits.length() - 4);
    }

    /**
     * Issued by a card network (first digit 2 to 6) and with the check digit of Luhn (ISO/IEC
     * 7812-1).
     */
    private static boolean isCard(String text) {
        var digits = text.replaceAll("\\D", "");
        if (digits.charAt(0) < '2' || digits.charAt(0) > '6') {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            var weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    /** {@code %m} without secrets. */
    public static final class Message extends MessageConverter {

        @Override
        public String convert(ILoggingEvent event) {
            return redact(super.convert(event));
        }
    }

    /** {@code %wEx} without secrets. */
    public static final class Trace extends ExtendedWhitespaceThrowableProxyConverter {

        @Override
        public String convert(ILoggingEvent event) {
            return redact(super.convert(event));
        }
    }
}
