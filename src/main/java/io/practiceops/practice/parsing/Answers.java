package io.practiceops.practice.parsing;

import static io.practiceops.practice.parsing.Frame.readBytes;
import static io.practiceops.practice.parsing.Frame.readList;
import static io.practiceops.practice.parsing.Frame.readNullable;
import static io.practiceops.practice.parsing.Frame.readString;
import static io.practiceops.practice.parsing.Frame.writeBytes;
import static io.practiceops.practice.parsing.Frame.writeList;
import static io.practiceops.practice.parsing.Frame.writeNullable;
import static io.practiceops.practice.parsing.Frame.writeString;

import io.practiceops.practice.parsing.FileType.Form;
import io.practiceops.practice.parsing.Mail.Attachment;
import io.practiceops.practice.parsing.Pages.Size;
import io.practiceops.practice.parsing.ParsingFailed.Reason;
import io.practiceops.practice.parsing.WorkerProtocol.Answer;
import io.practiceops.practice.parsing.WorkerProtocol.DrawPage;
import io.practiceops.practice.parsing.WorkerProtocol.FindWords;
import io.practiceops.practice.parsing.WorkerProtocol.MeasurePages;
import io.practiceops.practice.parsing.WorkerProtocol.ReadText;
import io.practiceops.practice.parsing.WorkerProtocol.Refusal;
import io.practiceops.practice.parsing.WorkerProtocol.Request;
import io.practiceops.practice.parsing.WorkerProtocol.TakeApart;
import io.practiceops.practice.parsing.WorkerProtocol.TellType;
import io.practiceops.practice.parsing.WorkerProtocol.Words;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers as bytes. */
final class Answers {

    private Answers() {}

    static void write(DataOutputStream to, Answer answer) throws IOException {
        switch (answer) {
            case FileType(var mediaType, var form) -> {
                writeString(to, mediaType);
                writeString(to, form.name());
            }
            case Extracted text -> writeText(to, text);
            case Pages(var count, var sizes) -> {
                to.writeInt(count);
                writeList(to, sizes, Answers::writeSize);
            }
            case Picture picture -> writePicture(to, picture);
            case Words(var words) -> writeList(to, words, Answers::writeWord);
            case Mail mail -> writeMail(to, mail);
            case Refusal(var reason, var mediaType) -> {
                writeString(to, reason.name());
                writeNullable(to, mediaType);
            }
        }
    }

    /** An answer to that request, whose kind says how to read it. */
    static Answer read(DataInputStream from, Request request) throws IOException {
        return switch (request) {
            case TellType _ -> new FileType(readString(from), Form.valueOf(readString(from)));
            case ReadText _ -> readText(from);
            case MeasurePages _ -> new Pages(from.readInt(), readList(from, Answers::readSize));
            case DrawPage _ -> readPicture(from);
            case FindWords _ -> new Words(readList(from, Answers::readWord));
            case TakeApart(var _, var folder, var _) -> readMail(from, folder);
        };
    }

    static Refusal readRefusal(DataInputStream from) throws IOException {
        return new Refusal(Reason.valueOf(readString(from)), readNullable(from));
    }

    private static void writeText(DataOutputStream to, Extracted text) throws IOException {
        writeString(to, text.mediaType());
        writeString(to, text.text());
        to.writeInt(text.pages() == null ? -1 : text.pages());
        to.writeBoolean(text.truncated());
    }

    private static Extracted readText(DataInputStream from) throws IOException {
        var mediaType = readString(from);
        var text = readString(from);
        var pages = from.readInt();
        return new Extracted(mediaType, text, pages < 0 ? null : pages, from.readBoolean());
    }

    private static void writeSize(DataOutputStream to, Size size) throws IOException {
        to.writeFloat(size.width());
        to.writeFloat(size.height());
    }

    private static Size readSize(DataInputStream from) throws IOException {
        return new Size(from.readFloat(), from.readFloat());
    }

    private static void writePicture(DataOutputStream to, Picture picture) throws IOException {
        writeString(to, picture.mediaType());
        to.writeInt(picture.width());
        to.writeInt(picture.height());
        to.writeBoolean(picture.complete());
        writeBytes(to, picture.bytes());
    }

    private static Picture readPicture(DataInputStream from) throws IOException {
        return new Picture(
                readString(from),
                from.readInt(),
                from.readInt(),
                from.readBoolean(),
                readBytes(from));
    }

    private static void writeWord(DataOutputStream to, Word word) throws IOException {
        writeString(to, word.text());
        to.writeDouble(word.x());
        to.writeDouble(word.y());
        to.writeDouble(word.width());
        to.writeDouble(word.height());
    }

    static Word readWord(DataInputStream from) throws IOException {
        return new Word(
                readString(from),
                from.readDouble(),
                from.readDouble(),
                from.readDouble(),
                from.readDouble());
    }

    private static void writeMail(DataOutputStream to, Mail mail) throws IOException {
        writeNullable(to, mail.from());
        writeList(to, mail.to(), Frame::writeString);
        writeList(to, mail.cc(), Frame::writeString);
        writeNullable(to, mail.subject());
        writeNullable(to, mail.sent() == null ? null : mail.sent().toString());
        writeString(to, mail.text());
        writeList(to, mail.attachments(), Answers::writeAttachment);
        to.writeInt(mail.leftOut());
    }

    private static Mail readMail(DataInputStream from, Path folder) throws IOException {
        return new Mail(
                readNullable(from),
                readList(from, Frame::readString),
                readList(from, Frame::readString),
                readNullable(from),
                instant(readNullable(from)),
                readString(from),
                readList(from, in -> readAttachment(in, folder)),
                from.readInt());
    }

    private static @Nullable Instant instant(@Nullable String text) throws IOException {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new IOException("A worker gave a time that is none", e);
        }
    }

    private static void writeAttachment(DataOutputStream to, Attachment attachment)
            throws IOException {
        writeString(to, attachment.name());
        writeString(to, attachment.mediaType());
        to.writeBoolean(attachment.inline());
        writeString(to, attachment.file().getFileName().toString());
        to.writeLong(attachment.size());
    }

    /** The worker names the file; the folder is ours, whatever it says. */
    private static Attachment readAttachment(DataInputStream from, Path folder) throws IOException {
        var name = readString(from);
        var mediaType = readString(from);
        var inline = from.readBoolean();
        var file = folder.resolve(Path.of("/", readString(from)).normalize().getFileName());
        return new Attachment(name, mediaType, inline, file, from.readLong());
    }
}
