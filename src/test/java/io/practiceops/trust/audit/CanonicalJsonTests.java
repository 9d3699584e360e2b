package io.practiceops.trust.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CanonicalJsonTests {

    /** RFC 8785, section 3.2.2: the sample string and its serialization. */
    @Test
    void stringsAreEscapedAsRfc8785Says() {
        var sample = "\u20ac$\u000f\nA'B\"\\\\\"/";

        assertThat(CanonicalJson.of(new TreeMap<>(Map.of("s", sample))))
                .isEqualTo("{\"s\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785, section 3.2.3: members sort by UTF-16 code units. */
    @Test
    void membersAreSortedAsRfc8785Says() {
        var object = new TreeMap<String, Object>();
        for (var name :
                new String[] {"\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"}) {
            object.put(name, "");
        }

        assertThat(CanonicalJson.of(object))
                .isEqualTo(
                        "{\"\\r\":\"\",\"1\":\"\",\"\u0080\":\"\",\"\u00f6\":\"\",\"\u20ac\":\"\","
                                + "\"\ud83d\ude00\":\"\",\"\ufb33\":\"\"}");
    }

    @Test
    void objectsNestAndEmptyOnesAreBraces() {
        var object = new TreeMap<String, Object>();
        object.put("b", new TreeMap<>(Map.of("x", 1)));
        object.put("a", new TreeMap<String, Object>());

        assertThat(CanonicalJson.of(object)).isEqualTo("{\"a\":{},\"b\":{\"x\":1}}");
    }

    @Test
    void whatHasNoCanonicalFormIsRefused() {
        assertThatThrownBy(() -> CanonicalJson.of(new TreeMap<>(Map.of("a", 1.5))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** RFC 6962, section 2.1: the leaf hash of the empty entry. */
    @Test
    void aLeafIsHashedAsRfc6962Says() {
        assertThat(HexFormat.of().formatHex(Audit.leaf("")))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }
}
