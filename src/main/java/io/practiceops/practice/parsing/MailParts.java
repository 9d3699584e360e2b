package io.practiceops.practice.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.practice.parsing.Mail.Attachment;
import io.practiceops.practice.parsing.WorkerProtocol.TakeApart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.sax.BodyContentHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Gathers what a mail says, cleaned and bounded, whichever format it came in. */
final class MailParts {

    private final TakeApart request;
    private final List<String> to = new ArrayList<>();
    private final List<String> cc = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private final Map<Integer, Body> bodies = new LinkedHashMap<>();
    private @Nullable String from;
    private @Nullable String subject;
    private @Nullable Instant sent;
    private long bytes;
    private int leftOut;

    /** One text in up to two forms, of which one is enough. */
    private static final class Body {
        private String plain = "";
        private String other = "";
    }

    MailParts(TakeApart request) {
        this.request = request;
    }

    void from(@Nullable String name, @Nullable String address) {
        var mailbox = mailbox(name, address);
        from = from == null && !mailbox.isEmpty() ? mailbox : from;
    }

    void to(@Nullable String name, @Nullable String address) {
        addTo(to, mailbox(name, address));
    }

    void cc(@Nullable String name, @Nullable String address) {
        addTo(cc, mailbox(name, address));
    }

    private static void addTo(List<String> list, String mailbox) {
        if (!mailbox.isEmpty() && list.size() < TakeApart.MOST_ADDRESSES) {
            list.add(mailbox);
        }
    }

    void subject(@Nullable String text) {
        var cleaned = Names.header(text);
        subject = subject == null && !cleaned.isEmpty() ? cleaned : subject;
    }

    void sent(@Nullable Instant at) {
        sent = sent == null ? at : sent;
    }

    /**
     * @param group parts of the same group say the same
     */
    void plain(int group, String text) throws IOException, SAXException, TikaException {
        var collector = new TextCollector(request.maxCharacters());
        TextParser.collect(() -> {
            var characters = text.toCharArray();
            collector.characters(characters, 0, characters.length);
        });
        var body = bodies.computeIfAbsent(group, _ -> new Body());
        body.plain = joined(body.plain, collector.text());
    }

    void html(int group, String text) throws IOException, SAXException, TikaException {
        other(group, new JSoupParser(), "text/html; charset=utf-8", text.getBytes(UTF_8));
    }

    void richText(int group, byte[] rtf) throws IOException, SAXException, TikaException {
        other(group, new RTFParser(), "application/rtf", rtf);
    }

    private void other(int group, Parser parser, String type, byte[] bytes)
            throws IOException, SAXException, TikaException {
        var collector = new TextCollector(request.maxCharacters());
        var metadata = new Metadata();
        metadata.set(Metadata.CONTENT_TYPE, type);
        try (var stream = TikaInputStream.get(bytes)) {
            TextParser.collect(() ->
                    parser.parse(
                            stream,
                            new BodyContentHandler(collector),
                            metadata,
                            new ParseContext()));
        }
        var body = bodies.computeIfAbsent(group, _ -> new Body());
        body.other = joined(body.other, collector.text());
    }

    /** A part that is a file; what would be too much is counted and not kept. */
    void attach(@Nullable String name, String mediaType, boolean inline, InputStream content)
            throws IOException {
        if (attachments.size() == Mail.MOST_ATTACHMENTS) {
            leftOut++;
            return;
        }
        var file = request.folder().resolve("attachment-" + (attachments.size() + 1));
        var room = Math.min(Mail.LARGEST, Mail.LARGEST_TOGETHER - bytes);
        var size = write(content, file, room);
        if (size > room) {
            Files.delete(file);
            leftOut++;
            return;
        }
        bytes += size;
        var cleaned = Names.file(name, mediaType);
        attachments.add(new Attachment(cleaned, Names.header(mediaType), inline, file, size));
    }

    /** How much was written: one more than there is room for where that was exceeded. */
    private static long write(InputStream from, Path file, long room) throws IOException {
        var written = 0L;
        try (var out = Files.newOutputStream(file)) {
            var chunk = new byte[64 * 1024];
            for (var n = from.read(chunk); n >= 0; n = from.read(chunk)) {
                if (written + n > room) {
                    return room + 1;
                }
                out.write(chunk, 0, n);
                written += n;
            }
        }
        return written;
    }

    Mail mail() {
        var text = "";
        for (var body : bodies.values()) {
            text = joined(text, body.plain.isEmpty() ? body.other : body.plain);
        }
        return new Mail(from, to, cc, subject, sent, text, attachments, leftOut);
    }

    private String joined(String before, String text) {
        var both = before.isEmpty() || text.isEmpty() ? before + text : before + "\n\n" + text;
        return Names.cut(both, request.maxCharacters());
    }

    private static String mailbox(@Nullable String name, @Nullable String address) {
        var shownName = Names.header(name);
        var shownAddress = Names.header(address);
        if (shownName.isEmpty() || shownName.equals(shownAddress)) {
            return shownAddress;
        }
        return shownAddress.isEmpty()
                ? shownName
                : Names.cut(shownName, 1_000) + " <" + Names.cut(shownAddress, 900) + ">";
    }
}
