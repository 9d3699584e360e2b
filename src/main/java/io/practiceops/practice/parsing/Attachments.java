package io.practiceops.practice.parsing;

import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.extractor.ParsingEmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads what is inside a file, such as the attachments of an e-mail, but not without end: a file in
 * a file in a file multiplies.
 */
final class Attachments extends ParsingEmbeddedDocumentExtractor {

    private static final int DEEPEST = 2;
    private static final int MOST = 100;

    private int depth;
    private int count;

    Attachments(ParseContext context) {
        super(context);
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        return depth < DEEPEST && count < MOST && super.shouldParseEmbedded(metadata);
    }

    @Override
    public void parseEmbedded(
            InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
            throws SAXException, IOException {
        depth++;
        count++;
        try {
            super.parseEmbedded(stream, handler, metadata, outputHtml);
        } finally {
            depth--;
        }
    }
}
