package io.practiceops.trust.audit;

import java.util.Map;
import java.util.SortedMap;

/**
 * The one way to write a JSON object of texts and nested objects: RFC 8785, sorted by UTF-16 code
 * units, no white space. {@link SortedMap} of {@link String} already sorts that way.
 */
final class CanonicalJson {

    private CanonicalJson() {}

    static String of(SortedMap<String, ?> object) {
        var out = new StringBuilder(512);
        write(object, out);
        return out.toString();
    }

    private static void write(Map<String, ?> object, StringBuilder out) {
        var separator = '{';
        for (var member : object.entrySet()) {
            out.append(separator);
            text(member.getKey(), out);
            out.append(':');
            value(member.getValue(), out);
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private static void value(Object value, StringBuilder out) {
        switch (value) {
            case SortedMap<?, ?> nested -> {
                @SuppressWarnings("unchecked")
                var members = (SortedMap<String, ?>) nested;
                write(members, out);
            }
            case Integer number -> out.append(number.intValue());
            case String text -> text(text, out);
            default ->
                    throw new IllegalArgumentException("No canonical form for " + value.getClass());
        }
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
