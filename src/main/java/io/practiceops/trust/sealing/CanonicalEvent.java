package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.trust.tlog.Malformed;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the few members of a canonical text that a verifier needs, in the bytes as they are: no
 * white space, members sorted. One instance reads many texts.
 */
final class CanonicalEvent {

    /** Length of {@code 2026-11-22T21:00:00.000000Z}. */
    static final int TIME_LENGTH = 27;

    private static final int MOST_FIELDS = 1_000;
    private static final int DEEPEST = 16;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private byte[] text = new byte[0];
    private int at;
    private int end;

    private final Span time = new Span();
    private final Span id = new Span();
    private final Span actor = new Span();
    private final Span object = new Span();
    private int fields;
    private Span[] names = spans(16);
    private Span[] commitments = spans(16);

    /** Where a text stands between its quotes. */
    private static final class Span {
        private int from;
        private int to;
    }

    private static Span[] spans(int count) {
        var spans = new Span[count];
        Arrays.setAll(spans, _ -> new Span());
        return spans;
    }

    /**
     * @throws Malformed when it is not the text of an event
     */
    void read(byte[] bytes, int offset, int length) {
        text = bytes;
        at = offset;
        end = offset + length;
        fields = 0;
        for (var span : new Span[] {time, id, actor, object}) {
            span.from = 0;
            span.to = 0;
        }
        members(0);
        if (at != end || time.to - time.from != TIME_LENGTH || id.to == id.from) {
            throw malformed();
        }
    }

    private void members(int depth) {
        take('{');
        if (peek() == '}') {
            at++;
            return;
        }
        while (true) {
            var from = at + 1;
            string(null);
            var to = at - 1;
            take(':');
            if (depth == 0) {
                member(from, to);
            } else {
                value(depth);
            }
            if (peek() == '}') {
                at++;
                return;
            }
            take(',');
        }
    }

    private void member(int from, int to) {
        if (is("at", from, to)) {
            string(time);
        } else if (is("id", from, to)) {
            string(id);
        } else if (is("actor", from, to)) {
            idWithin(actor);
        } else if (is("object", from, to)) {
            idWithin(object);
        } else if (is("personal", from, to)) {
            personal();
        } else {
            value(0);
        }
    }

    private void idWithin(Span span) {
        take('{');
        while (peek() != '}') {
            var from = at + 1;
            string(null);
            var isId = is("id", from, at - 1);
            take(':');
            if (isId) {
                string(span);
            } else {
                value(1);
            }
            if (peek() == ',') {
                at++;
            }
        }
        at++;
    }

    private void personal() {
        take('{');
        while (peek() != '}') {
            if (fields == names.length) {
                grow();
            }
            string(names[fields]);
            take(':');
            string(commitments[fields]);
            fields++;
            if (peek() == ',') {
                at++;
            }
        }
        at++;
    }

    private void grow() {
        if (fields >= MOST_FIELDS) {
            throw malformed();
        }
        var more = spans(2 * fields);
        System.arraycopy(names, 0, more, 0, fields);
        names = more;
        more = spans(2 * fields);
        System.arraycopy(commitments, 0, more, 0, fields);
        commitments = more;
    }

    private void value(int depth) {
        if (depth > DEEPEST) {
            throw malformed();
        }
        switch (peek()) {
            case '"' -> string(null);
            case '{' -> members(depth + 1);
            default -> {
                var from = at;
                while (at < end && text[at] >= '0' && text[at] <= '9') {
                    at++;
                }
                if (at == from) {
                    throw malformed();
                }
            }
        }
    }

    private void string(@Nullable Span span) {
        take('"');
        var from = at;
        while (at < end && text[at] != '"') {
            at += text[at] == '\\' ? 2 : 1;
        }
        if (at >= end) {
            throw malformed();
        }
        if (span != null) {
            span.from = from;
            span.to = at;
        }
        at++;
    }

    private byte peek() {
        if (at >= end) {
            throw malformed();
        }
        return text[at];
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw malformed();
        }
        at++;
    }

    private boolean is(String name, int from, int to) {
        if (to - from != name.length()) {
            return false;
        }
        for (var i = 0; i < name.length(); i++) {
            if (text[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static Malformed malformed() {
        return new Malformed("It is not the canonical text of an event.");
    }

    String id() {
        return decoded(id);
    }

    /** Empty for whom is not known. */
    String actor() {
        return decoded(actor);
    }

    String object() {
        return decoded(object);
    }

    String time() {
        return decoded(time);
    }

    /** Compares times as texts, which all are in one form. */
    int compareTime(byte[] other) {
        return Arrays.compareUnsigned(text, time.from, time.to, other, 0, other.length);
    }

    int fields() {
        return fields;
    }

    String field(int number) {
        return decoded(names[number]);
    }

    /** 32 bytes, or fewer when it is no commitment. */
    byte[] commitment(int number) {
        var span = commitments[number];
        try {
            return HexFormat.of().parseHex(new String(text, span.from, span.to - span.from, UTF_8));
        } catch (IllegalArgumentException notHex) {
            return new byte[0];
        }
    }

    private String decoded(Span span) {
        var raw = new String(text, span.from, span.to - span.from, UTF_8);
        return raw.indexOf('\\') < 0 ? raw : JSON.readValue('"' + raw + '"', String.class);
    }
}
