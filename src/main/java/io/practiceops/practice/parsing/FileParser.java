package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.FileType.Form;
import io.practiceops.practice.parsing.ParsingFailed.Reason;
import io.practiceops.practice.parsing.WorkerProtocol.Answer;
import io.practiceops.practice.parsing.WorkerProtocol.DrawPage;
import io.practiceops.practice.parsing.WorkerProtocol.FindWords;
import io.practiceops.practice.parsing.WorkerProtocol.MeasurePages;
import io.practiceops.practice.parsing.WorkerProtocol.ReadText;
import io.practiceops.practice.parsing.WorkerProtocol.Refusal;
import io.practiceops.practice.parsing.WorkerProtocol.Request;
import io.practiceops.practice.parsing.WorkerProtocol.Source;
import io.practiceops.practice.parsing.WorkerProtocol.TakeApart;
import io.practiceops.practice.parsing.WorkerProtocol.TellType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.TikaMemoryLimitException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Answers requests about one file at a time. Only ever used inside a {@link Worker}. */
final class FileParser {

    private static final String PROTECTED_OFFICE = "application/x-tika-ooxml-protected";

    private final Detector detector = new DefaultDetector();
    private final TextParser text = new TextParser(detector);

    Answer answer(Request request) throws IOException {
        if (isEmpty(request.source().file())) {
            return new Refusal(Reason.CORRUPT, null);
        }
        var type = type(request.source());
        if (request instanceof TellType) {
            return type;
        }
        if (type.mediaType().equals(PROTECTED_OFFICE)) {
            return new Refusal(Reason.ENCRYPTED, type.mediaType());
        }
        if (!possible(request).contains(type.form())) {
            return new Refusal(Reason.UNSUPPORTED, type.mediaType());
        }
        try {
            return answer(request, type);
        } catch (IOException | SAXException | TikaException | RuntimeException e) {
            return new Refusal(reason(e), type.mediaType());
        } catch (StackOverflowError e) {
            return new Refusal(Reason.CORRUPT, type.mediaType());
        }
    }

    private FileType type(Source source) throws IOException {
        var metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, source.name());
        try (var stream = TikaInputStream.get(source.file(), metadata)) {
            MediaType type = detector.detect(stream, metadata).getBaseType();
            return FileType.of(type.toString(), text.reads(type));
        }
    }

    private static Set<Form> possible(Request request) {
        return switch (request) {
            case TellType _ -> Set.of(Form.values());
            case ReadText _ -> Set.of(Form.PDF, Form.IMAGE, Form.MAIL, Form.TEXT);
            case MeasurePages _, DrawPage _, FindWords _ -> Set.of(Form.PDF, Form.IMAGE);
            case TakeApart _ -> Set.of(Form.MAIL);
        };
    }

    private Answer answer(Request request, FileType type)
            throws IOException, SAXException, TikaException {
        var isImage = type.form() == Form.IMAGE;
        var file = request.source().file();
        return switch (request) {
            case TellType _ -> type;
            case ReadText read when isImage ->
                    new Extracted(
                            type.mediaType(),
                            "",
                            ImageFile.measure(read.source().file()).count(),
                            false);
            case ReadText(var source, var most) -> text.read(source, type.mediaType(), most);
            case MeasurePages _ -> isImage ? ImageFile.measure(file) : PdfFile.measure(file);
            case DrawPage(var _, var page, var size) ->
                    isImage ? ImageFile.draw(file, page, size) : PdfFile.draw(file, page, size);
            case FindWords(var _, var page) ->
                    isImage ? ImageFile.words(file, page) : PdfFile.words(file, page);
            case TakeApart mail -> mail(mail, type.mediaType());
        };
    }

    private Mail mail(TakeApart request, String mediaType)
            throws IOException, SAXException, TikaException {
        var parts = new MailParts(request);
        if (mediaType.equals("message/rfc822")) {
            new InternetMail(parts).read(request.source().file());
        } else {
            new OutlookMail(parts).read(request.source().file());
        }
        return parts.mail();
    }

    private static Reason reason(Exception e) {
        for (@Nullable Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof EncryptedDocumentException
                    || each instanceof InvalidPasswordException) {
                return Reason.ENCRYPTED;
            }
            if (each instanceof ParsingFailed failed) {
                return failed.reason();
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
