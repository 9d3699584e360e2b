package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.WorkerProtocol.Source;
import java.io.IOException;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.PagedText;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.csv.TextAndCSVParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.wordperfect.WordPerfectParser;
import org.apache.tika.sax.BodyContentHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Text, by Tika. */
final class TextParser {

    private static final MediaType PDF = MediaType.application("pdf");

    /** What may be read is what stands here, not whatever happens to be on the class path. */
    private final AutoDetectParser parser;

    TextParser(Detector detector) {
        parser =
                new AutoDetectParser(
                        detector,
                        new PDFParser(),
                        new OOXMLParser(),
                        new OfficeParser(),
                        new OpenDocumentParser(),
                        new RTFParser(),
                        new WordPerfectParser(),
                        new RFC822Parser(),
                        new JSoupParser(),
                        new TextAndCSVParser());
    }

    boolean reads(MediaType type) {
        var supported = parser.getSupportedTypes(new ParseContext());
        var registry = parser.getMediaTypeRegistry();
        for (@Nullable MediaType each = type; each != null; each = registry.getSupertype(each)) {
            if (supported.contains(each)) {
                return true;
            }
        }
        return false;
    }

    Extracted read(Source source, String mediaType, int maxCharacters)
            throws IOException, SAXException, TikaException {
        var metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, source.name());
        try (var stream = TikaInputStream.get(source.file(), metadata)) {
            var text = new TextCollector(maxCharacters);
            collect(() -> parser.parse(stream, new BodyContentHandler(text), metadata, context()));
            var pages =
                    mediaType.equals(PDF.toString()) ? metadata.getInt(PagedText.N_PAGES) : null;
            return new Extracted(mediaType, text.text(), pages, text.isFull());
        }
    }

    interface Parse {
        void run() throws IOException, SAXException, TikaException;
    }

    /** Runs a parser that a {@link TextCollector} may stop when it is full. */
    static void collect(Parse parse) throws IOException, SAXException, TikaException {
        try {
            parse.run();
        } catch (IOException | SAXException | TikaException | RuntimeException e) {
            if (!WriteLimitReachedException.isWriteLimitReached(e)) {
                throw e;
            }
        }
    }

    private ParseContext context() {
        var pdf = new PDFParserConfig();
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setMaxMainMemoryBytes(Runtime.getRuntime().maxMemory() / 4);
        var office = new OfficeParserConfig();
        office.setUseSAXDocxExtractor(true);
        office.setUseSAXPptxExtractor(true);

        var context = new ParseContext();
        context.set(PDFParserConfig.class, pdf);
        context.set(OfficeParserConfig.class, office);
        context.set(Parser.class, parser);
        context.set(EmbeddedDocumentExtractor.class, new Attachments(context));
        return context;
    }
}
