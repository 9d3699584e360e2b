package io.practiceops.practice.parsing;

import org.apache.tika.exception.WriteLimitReachedException;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Collects text as {@link Extracted} promises it, up to a number of characters; then stops the
 * parser with {@link WriteLimitReachedException}.
 */
final class TextCollector extends DefaultHandler {

    private static final char PAGE_BREAK = '\f';
    private static final int MOST_LINE_FEEDS = 2;

    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private int pages;
    private int lineFeeds;
    private boolean space;
    private char highSurrogate;
    private boolean full;

    TextCollector(int limit) {
        this.limit = limit;
    }

    String text() {
        return text.toString();
    }

    boolean isFull() {
        return full;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes)
            throws SAXException {
        if ("div".equals(localName) && "page".equals(attributes.getValue("class"))) {
            startPage();
        }
    }

    private void startPage() throws SAXException {
        if (pages++ > 0) {
            forgetWhitespace();
            append(PAGE_BREAK);
        }
        forgetWhitespace();
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) throws SAXException {
        characters(characters, start, length);
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        for (var i = start; i < start + length; i++) {
            accept(characters[i]);
        }
    }

    private void accept(char c) throws SAXException {
        if (Character.isHighSurrogate(c)) {
            highSurrogate = c;
        } else if (Character.isLowSurrogate(c)) {
            if (highSurrogate != 0) {
                appendWord(highSurrogate, c);
            }
            highSurrogate = 0;
        } else {
            highSurrogate = 0;
            acceptPlain(c);
        }
    }

    private void acceptPlain(char c) throws SAXException {
        if (c == '\n' || c == '\f') {
            lineFeeds++;
        } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            space = true;
        } else if (!Character.isISOControl(c) && !isInvisible(c)) {
            appendWord(c);
        }
    }

    /** What would tear words apart for a search; Tika puts U+FFFD where a control character was. */
    private static boolean isInvisible(char c) {
        return switch (c) {
            case '\u00ad', '\ufeff', '\ufffd', '\ufffe', '\uffff' -> true;
            default -> false;
        };
    }

    /** Whitespace is written only once a word follows it, so none is left at the ends of lines. */
    private void appendWord(char... word) throws SAXException {
        var atStart = text.isEmpty() || text.charAt(text.length() - 1) == PAGE_BREAK;
        if (!atStart && lineFeeds > 0) {
            append("\n".repeat(Math.min(lineFeeds, MOST_LINE_FEEDS)).toCharArray());
        } else if (!atStart && space) {
            append(' ');
        }
        forgetWhitespace();
        append(word);
    }

    private void forgetWhitespace() {
        lineFeeds = 0;
        space = false;
    }

    private void append(char... characters) throws SAXException {
        if (full || text.length() + characters.length > limit) {
            full = true;
            throw new WriteLimitReachedException(limit);
        }
        text.append(characters);
    }
}
