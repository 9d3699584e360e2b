package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.ExtractionFailed.Reason;
import io.practiceops.practice.parsing.WorkerProtocol.Answer;
import io.practiceops.practice.parsing.WorkerProtocol.Refusal;
import io.practiceops.practice.parsing.WorkerProtocol.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.TikaMemoryLimitException;
import org.apache.tika.exception.UnsupportedFormatException;
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

/** Parses one file with Tika. Only ever used inside a {@link TextWorker}. */
final class FileParser {

    private static final MediaType PDF = MediaType.application("pdf");
    private static final MediaType PROTECTED_OFFICE =
            MediaType.application("x-tika-ooxml-protected");

    private final Detector detector = new DefaultDetector();

    /** What may be read is what stands here, not whatever happens to be on the class path. */
    private final AutoDetectParser parser =
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

    Answer parse(Request request) throws IOException {
        if (isEmpty(request.file())) {
            return new Refusal(Reason.CORRUPT, null);
        }
        var metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, request.fileName());
        try (var stream = TikaInputStream.get(request.file(), metadata)) {
            var type = detector.detect(stream, metadata).getBaseType();
            if (type.equals(PROTECTED_OFFICE)) {
                return new Refusal(Reason.ENCRYPTED, type.toString());
            }
            if (!isSupported(type)) {
                return new Refusal(Reason.UNSUPPORTED, type.toString());
            }
            return parse(stream, metadata, type, request.maxCharacters());
        }
    }

    private Answer parse(
            TikaInputStream stream, Metadata metadata, MediaType type, int maxCharacters) {
        var text = new TextCollector(maxCharacters);
        try {
            parser.parse(stream, new BodyContentHandler(text), metadata, context());
        } catch (IOException | SAXException | TikaException | RuntimeException e) {
            if (!WriteLimitReachedException.isWriteLimitReached(e)) {
                return new Refusal(reason(e), type.toString());
            }
        } catch (StackOverflowError e) {
            return new Refusal(Reason.CORRUPT, type.toString());
        }
        var pages = type.equals(PDF) ? metadata.getInt(PagedText.N_PAGES) : null;
        return new Extracted(type.toString(), text.text(), pages, text.isFull());
    }

    private boolean isSupported(MediaType type) {
        var supported = parser.getSupportedTypes(new ParseContext());
        var registry = parser.getMediaTypeRegistry();
        for (@Nullable MediaType each = type; each != null; each = registry.getSupertype(each)) {
            if (supported.contains(each)) {
                return true;
            }
        }
        return false;
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

    private static Reason reason(Exception e) {
        for (@Nullable Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof EncryptedDocumentException) {
                return Reason.ENCRYPTED;
            }
            if (each instanceof UnsupportedFormatException) {
                return Reason.UNSUPPORTED;
            }
            if (each instanceof TikaMemoryLimitException || isZipBomb(each)) {
                return Reason.TOO_BIG_FOR_MEMORY;
            }
        }
        return Reason.CORRUPT;
    }

    /** Tika and POI each have a guard against these, and no exception type for it. */
    private static boolean isZipBomb(Throwable e) {
        var message = e.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("zip bomb");
    }

    private static boolean isEmpty(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            return stream.read() < 0;
        }
    }
}
