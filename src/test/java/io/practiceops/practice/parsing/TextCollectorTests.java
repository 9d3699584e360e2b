package io.practiceops.practice.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.tika.exception.WriteLimitReachedException;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

class TextCollectorTests {

    @Test
    void aPairOfSurrogatesSurvivesASplitAndALoneOneDoesNot() throws SAXException {
        assertThat(collect("a\ud83e", "\udd80b")).isEqualTo("a\ud83e\udd80b");
        assertThat(collect("a\ud83e", "b", "\udd80c")).isEqualTo("abc");
    }

    @Test
    void noControlCharacterButTheLineFeedIsLeft() throws SAXException {
        assertThat(collect("a\u0000b\u001bc\u0085d\r\ne\tf\u00a0g")).isEqualTo("abcd\ne f g");
    }

    @Test
    void runsOfWhitespaceBecomeOneSpaceOrOneEmptyLine() throws SAXException {
        assertThat(collect("  a  ", "  b \n \n\n\n", "  c  \n\n")).isEqualTo("a b\n\nc");
    }

    @Test
    void aFormFeedInsideTheTextIsNoPageBreak() throws SAXException {
        assertThat(collect("a\fb")).isEqualTo("a\nb");
    }

    @Test
    void pagesAreSeparatedAlsoWhenEmpty() throws SAXException {
        var collector = new TextCollector(100);
        for (var text : new String[] {"one\n", "", "three"}) {
            page(collector);
            collector.characters(text.toCharArray(), 0, text.length());
        }

        assertThat(collector.text()).isEqualTo("one\f\fthree");
    }

    @Test
    void nothingIsAddedOnceItIsFull() throws SAXException {
        var collector = new TextCollector(3);
        var text = "abcdef".toCharArray();
        assertThatThrownBy(() -> collector.characters(text, 0, 6))
                .isInstanceOf(WriteLimitReachedException.class);
        assertThatThrownBy(() -> collector.characters(text, 0, 1))
                .isInstanceOf(WriteLimitReachedException.class);

        assertThat(collector.text()).isEqualTo("abc");
        assertThat(collector.isFull()).isTrue();
    }

    private static String collect(String... chunks) throws SAXException {
        var collector = new TextCollector(100);
        for (var chunk : chunks) {
            collector.characters(chunk.toCharArray(), 0, chunk.length());
        }
        return collector.text();
    }

    private static void page(TextCollector collector) throws SAXException {
        var attributes = new AttributesImpl();
        attributes.addAttribute("", "class", "class", "CDATA", "page");
        collector.startElement("", "div", "div", attributes);
    }
}
