package io.practiceops.practice.parsing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.datatypes.MAPIProperty;
import org.apache.poi.hsmf.datatypes.PropertyValue.LongPropertyValue;
import org.apache.poi.hsmf.datatypes.RecipientChunks;
import org.apache.poi.hsmf.datatypes.StringChunk;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.exception.TikaException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** A mail as Outlook keeps it, [MS-OXMSG]; read by POI. */
final class OutlookMail {

    /** Values of PidTagRecipientType, [MS-OXPROPS] 2.885. */
    private static final int TO = 1;

    private static final int CC = 2;

    private static final int BODY = 0;

    private final MailParts parts;

    OutlookMail(MailParts parts) {
        this.parts = parts;
    }

    void read(Path file) throws IOException, SAXException, TikaException {
        try (var files = new POIFSFileSystem(file.toFile(), true);
                var mail = new MAPIMessage(files)) {
            mail.setReturnNullOnMissingChunk(true);
            mail.guess7BitEncoding();
            header(mail);
            body(mail);
            for (var attachment : mail.getAttachmentFiles()) {
                attach(attachment, files);
            }
        } catch (ChunkNotFoundException e) {
            throw new IllegalStateException("POI was told to return null", e);
        }
    }

    private void header(MAPIMessage mail) throws ChunkNotFoundException {
        parts.from(mail.getDisplayFrom(), address(text(mail.getMainChunks().getEmailFromChunk())));
        for (var recipient : mail.getRecipientDetailsChunks()) {
            recipient(recipient);
        }
        parts.subject(mail.getSubject());
        var date = mail.getMessageDate();
        parts.sent(date == null ? null : date.toInstant());
    }

    private void recipient(RecipientChunks recipient) {
        var smtp = text(recipient.getRecipientSMTPChunk());
        var address = smtp != null ? smtp : address(text(recipient.getRecipientEmailChunk()));
        var name = recipient.getRecipientName();
        var kinds = recipient.getProperties().get(MAPIProperty.RECIPIENT_TYPE);
        var kind =
                kinds != null && kinds.getFirst() instanceof LongPropertyValue value
                        ? value.getValue()
                        : TO;
        if (kind == TO) {
            parts.to(name, address);
        } else if (kind == CC) {
            parts.cc(name, address);
        }
    }

    /** Inside one Exchange an address is a path, which says nothing to anybody outside. */
    private static @Nullable String address(@Nullable String address) {
        return address == null || address.startsWith("/") ? null : address;
    }

    private void body(MAPIMessage mail)
            throws IOException, SAXException, TikaException, ChunkNotFoundException {
        var plain = mail.getTextBody();
        var html = mail.getHtmlBody();
        if (plain != null && !plain.isBlank()) {
            parts.plain(BODY, plain);
        } else if (html != null) {
            parts.html(BODY, html);
        } else {
            var rtf = mail.getRtfBody();
            if (rtf != null) {
                parts.richText(BODY, rtf.getBytes(ISO_8859_1));
            }
        }
    }

    private void attach(AttachmentChunks attachment, POIFSFileSystem files) throws IOException {
        var type = text(attachment.getAttachMimeTag());
        var inline = attachment.getAttachContentId() != null && isImage(type);
        var data = attachment.getAttachData();
        if (attachment.isEmbeddedMessage()) {
            var bytes = new ByteArrayOutputStream();
            EmbeddedMail.write(attachment.getAttachmentDirectory().getDirectory(), files, bytes);
            parts.attach(
                    name(attachment) + ".msg",
                    "application/vnd.ms-outlook",
                    false,
                    new ByteArrayInputStream(bytes.toByteArray()));
        } else if (data != null) {
            parts.attach(
                    name(attachment),
                    type == null ? "application/octet-stream" : type,
                    inline,
                    new ByteArrayInputStream(data.getValue()));
        }
    }

    private static boolean isImage(@Nullable String type) {
        return type != null && type.startsWith("image/");
    }

    private static String name(AttachmentChunks attachment) {
        var longName = text(attachment.getAttachLongFileName());
        var name = longName != null ? longName : text(attachment.getAttachFileName());
        var shown = name != null ? name : text(attachment.getAttachDisplayName());
        return shown == null ? "" : shown;
    }

    private static @Nullable String text(@Nullable StringChunk chunk) {
        return chunk == null || chunk.getValue() == null || chunk.getValue().isBlank()
                ? null
                : chunk.getValue();
    }
}
