package io.practiceops.practice.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.dom.field.AddressListField;
import org.apache.james.mime4j.dom.field.DateTimeField;
import org.apache.james.mime4j.dom.field.MailboxListField;
import org.apache.james.mime4j.dom.field.ParsedField;
import org.apache.james.mime4j.dom.field.UnstructuredField;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.tika.exception.TikaException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** A mail as it travels, RFC 5322 and MIME; read by mime4j without holding an attachment. */
final class InternetMail extends AbstractContentHandler {

    private static final MimeConfig LENIENT =
            new MimeConfig.Builder()
                    .setMaxLineLen(1_000_000)
                    .setMaxHeaderLen(1_000_000)
                    .setMaxHeaderCount(10_000)
                    .setMaxContentLen(-1)
                    .build();

    private static final int MOST_TEXT = 16 * 1024 * 1024;

    private final MailParts parts;

    /** The group of bodies that say the same, for each multipart that is open. */
    private final Deque<Integer> groups = new ArrayDeque<>();

    private int groupsSoFar;
    private boolean headerOfMail;

    InternetMail(MailParts parts) {
        this.parts = parts;
    }

    void read(Path file) throws IOException {
        var parser =
                new MimeStreamParser(
                        LENIENT,
                        DecodeMonitor.SILENT,
                        new DefaultBodyDescriptorBuilder(
                                null, LenientFieldParser.getParser(), DecodeMonitor.SILENT));
        parser.setContentDecoding(true);
        parser.setNoRecurse();
        parser.setContentHandler(this);
        try (var in = Files.newInputStream(file)) {
            parser.parse(in);
        } catch (MimeException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void startMessage() {
        headerOfMail = true;
    }

    @Override
    public void endHeader() {
        headerOfMail = false;
    }

    @Override
    public void field(Field field) throws MimeException {
        if (headerOfMail) {
            header(LenientFieldParser.getParser().parse(field, DecodeMonitor.SILENT));
        }
    }

    private void header(ParsedField field) {
        switch (field) {
            case MailboxListField list when isNamed(field, "From") ->
                    list.getMailboxList().forEach(box -> parts.from(name(box), box.getAddress()));
            case AddressListField list when isNamed(field, "To") ->
                    list.getAddressList()
                            .flatten()
                            .forEach(box -> parts.to(name(box), box.getAddress()));
            case AddressListField list when isNamed(field, "Cc") ->
                    list.getAddressList()
                            .flatten()
                            .forEach(box -> parts.cc(name(box), box.getAddress()));
            case UnstructuredField text when isNamed(field, "Subject") ->
                    parts.subject(text.getValue());
            case DateTimeField date when isNamed(field, "Date") && date.getDate() != null ->
                    parts.sent(date.getDate().toInstant());
            default -> {}
        }
    }

    private static boolean isNamed(ParsedField field, String name) {
        return field.getName().equalsIgnoreCase(name);
    }

    private static @Nullable String name(Mailbox mailbox) {
        return mailbox.getName() == null ? null : decoded(mailbox.getName());
    }

    @Override
    public void startMultipart(BodyDescriptor descriptor) {
        var alternatives = descriptor.getMimeType().equalsIgnoreCase("multipart/alternative");
        var within = groups.isEmpty() ? 0 : groups.peek();
        groups.push(within != 0 || !alternatives ? within : ++groupsSoFar);
    }

    @Override
    public void endMultipart() {
        groups.pop();
    }

    @Override
    public void body(BodyDescriptor descriptor, InputStream content) throws IOException {
        if (!(descriptor instanceof MaximalBodyDescriptor part)) {
            throw new IllegalStateException("Not described by our own builder: " + descriptor);
        }
        var type = part.getMimeType().toLowerCase(Locale.ROOT);
        var name = fileName(part);
        var isFile = "attachment".equalsIgnoreCase(part.getContentDispositionType());
        if (!isFile && name == null && (type.equals("text/plain") || type.equals("text/html"))) {
            text(type, new String(content.readNBytes(MOST_TEXT), charset(part)));
        } else {
            var inline = !isFile && part.getContentId() != null && type.startsWith("image/");
            parts.attach(name, type, inline, content);
        }
    }

    private void text(String type, String text) throws IOException {
        var within = groups.isEmpty() ? 0 : groups.peek();
        var group = within != 0 ? within : ++groupsSoFar;
        try {
            if (type.equals("text/html")) {
                parts.html(group, text);
            } else {
                parts.plain(group, text);
            }
        } catch (SAXException | TikaException e) {
            throw new IOException(e);
        }
    }

    private static @Nullable String fileName(MaximalBodyDescriptor part) {
        var disposition = part.getContentDispositionFilename();
        var name = disposition != null ? disposition : part.getContentTypeParameters().get("name");
        return name == null ? null : decoded(name);
    }

    /** Many programs write RFC 2047 words where the RFC forbids them, in quotes. */
    private static String decoded(String text) {
        return DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT);
    }

    private static Charset charset(MaximalBodyDescriptor part) {
        try {
            // What is said to be ASCII and is not is UTF-8 today.
            var said = part.getCharset();
            return said == null || said.equalsIgnoreCase("us-ascii")
                    ? UTF_8
                    : Charset.forName(said);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return UTF_8;
        }
    }
}
