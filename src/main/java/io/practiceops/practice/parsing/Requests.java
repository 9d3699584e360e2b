package io.practiceops.practice.parsing;

import static io.practiceops.practice.parsing.Frame.readString;
import static io.practiceops.practice.parsing.Frame.writeString;

import io.practiceops.practice.parsing.WorkerProtocol.DrawPage;
import io.practiceops.practice.parsing.WorkerProtocol.FindWords;
import io.practiceops.practice.parsing.WorkerProtocol.MeasurePages;
import io.practiceops.practice.parsing.WorkerProtocol.ReadText;
import io.practiceops.practice.parsing.WorkerProtocol.Request;
import io.practiceops.practice.parsing.WorkerProtocol.Source;
import io.practiceops.practice.parsing.WorkerProtocol.TakeApart;
import io.practiceops.practice.parsing.WorkerProtocol.TellType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** Requests as bytes. */
final class Requests {

    private Requests() {}

    static void write(DataOutputStream to, Request request) throws IOException {
        writeString(to, request.getClass().getSimpleName());
        writeString(to, request.source().file().toString());
        writeString(to, request.source().name());
        switch (request) {
            case TellType _, MeasurePages _ -> {}
            case ReadText text -> to.writeInt(text.maxCharacters());
            case FindWords words -> to.writeInt(words.page());
            case DrawPage draw -> {
                to.writeInt(draw.page());
                to.writeInt(draw.size().width());
                to.writeInt(draw.size().dpi());
            }
            case TakeApart mail -> {
                writeString(to, mail.folder().toString());
                to.writeInt(mail.maxCharacters());
            }
        }
    }

    static Request read(DataInputStream from) throws IOException {
        var kind = readString(from);
        var source = new Source(Path.of(readString(from)), readString(from));
        return switch (kind) {
            case "TellType" -> new TellType(source);
            case "MeasurePages" -> new MeasurePages(source);
            case "ReadText" -> new ReadText(source, from.readInt());
            case "FindWords" -> new FindWords(source, from.readInt());
            case "DrawPage" ->
                    new DrawPage(
                            source,
                            from.readInt(),
                            new PictureSize(from.readInt(), from.readInt()));
            case "TakeApart" -> new TakeApart(source, Path.of(readString(from)), from.readInt());
            default -> throw new IOException("There is no request " + kind);
        };
    }
}
