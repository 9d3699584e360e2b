package io.practiceops.practice.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

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
import io.practiceops.practice.parsing.WorkerProtocol.Source;
import io.practiceops.practice.parsing.WorkerProtocol.TakeApart;
import io.practiceops.practice.parsing.WorkerProtocol.TellType;
import io.practiceops.practice.parsing.WorkerProtocol.Words;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerProtocolTests {

    private static final Source SOURCE = new Source(Path.of("/tmp/a b"), "\ud83e\udd80 \u0000.pdf");
    private static final ReadText READ = new ReadText(SOURCE, 1_000);

    static List<Request> requests() {
        return List.of(
                new TellType(SOURCE),
                READ,
                new MeasurePages(SOURCE),
                new DrawPage(SOURCE, 3, PictureSize.ofWidth(1_200)),
                new DrawPage(SOURCE, 3, PictureSize.ofDpi(300)),
                new FindWords(SOURCE, 5_000),
                new TakeApart(SOURCE, Path.of("/tmp/c d"), 7));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestsArriveAsSentAndEndWithTheStream(Request request) throws IOException {
        var bytes = new ByteArrayOutputStream();
        WorkerProtocol.send(request, bytes);
        var stream = new ByteArrayInputStream(bytes.toByteArray());

        assertThat(WorkerProtocol.receiveRequest(stream)).isEqualTo(request);
        assertThat(WorkerProtocol.receiveRequest(stream)).isNull();
    }

    @Test
    void textsArriveAsSentUpToTheirLimit() throws IOException {
        for (var pages : new Integer[] {null, 0, 10_000}) {
            var answer = new Extracted("text/plain", "\u20ac".repeat(100_000), pages, true);
            var request = new ReadText(SOURCE, 100_000);
            assertThat(WorkerProtocol.receiveAnswer(sent(answer), request)).isEqualTo(answer);
        }
    }

    @Test
    void theLargestAnswersFitTheirLimit() throws IOException {
        var pages = new Pages(50_000, Collections.nCopies(Pages.MOST_MEASURED, new Size(1, 2)));
        var word = new Word("W".repeat(60), 0, 0.5, 1, 0.25);
        var words = new Words(Collections.nCopies(FindWords.MOST, word));

        assertThat(WorkerProtocol.receiveAnswer(sent(pages), new MeasurePages(SOURCE)))
                .isEqualTo(pages);
        assertThat(WorkerProtocol.receiveAnswer(sent(words), new FindWords(SOURCE, 1)))
                .isEqualTo(words);
    }

    @Test
    void picturesArriveAsSent() throws IOException {
        var picture = new Picture("image/png", 3, 4, false, new byte[] {1, 2, 3});
        var request = new DrawPage(SOURCE, 1, PictureSize.ofWidth(3));

        assertThat(WorkerProtocol.receiveAnswer(sent(picture), request))
                .usingRecursiveComparison()
                .isEqualTo(picture);
    }

    @Test
    void aMailArrivesAsSentAndItsFilesStayInTheFolder() throws IOException {
        var inside =
                new Attachment("a.pdf", "application/pdf", false, Path.of("/x/attachment-1"), 7);
        var outside = new Attachment("b", "text/plain", true, Path.of("/x/../etc/passwd"), 8);
        var at = Instant.parse("2026-03-02T10:00:00Z");
        var mail =
                new Mail(
                        "a",
                        List.of("b"),
                        List.of(),
                        null,
                        at,
                        "Text",
                        List.of(inside, outside),
                        2);
        var request = new TakeApart(SOURCE, Path.of("/folder"), 100);

        var received = (Mail) WorkerProtocol.receiveAnswer(sent(mail), request);

        assertThat(received)
                .usingRecursiveComparison()
                .ignoringFields("attachments")
                .isEqualTo(mail);
        assertThat(received.attachments())
                .extracting(Attachment::file)
                .containsExactly(Path.of("/folder/attachment-1"), Path.of("/folder/passwd"));
    }

    @Test
    void anAnswerThatCannotBeIsAnError() throws IOException {
        var bytes = new ByteArrayOutputStream();
        Frame.send(
                0,
                (to, _) -> {
                    to.writeBoolean(true);
                    to.writeInt(1);
                    to.writeInt(1);
                    to.writeFloat(Float.NaN);
                    to.writeFloat(-1);
                },
                bytes);
        var stream = new ByteArrayInputStream(bytes.toByteArray());

        assertThatIOException()
                .isThrownBy(() -> WorkerProtocol.receiveAnswer(stream, new MeasurePages(SOURCE)));
    }

    @ParameterizedTest
    @EnumSource
    void refusalsArriveAsSent(Reason reason) throws IOException {
        for (var type : new String[] {null, "image/png"}) {
            var answer = new Refusal(reason, type);
            assertThat(WorkerProtocol.receiveAnswer(sent(answer), READ)).isEqualTo(answer);
        }
    }

    @Test
    void aFrameLongerThanAllowedIsRefusedBeforeItIsRead() {
        var frame = new ByteArrayInputStream(new byte[] {0x7f, 0, 0, 0, 1, 2, 3});

        assertThatIOException()
                .isThrownBy(() -> WorkerProtocol.receiveAnswer(frame, READ))
                .withMessageContaining("at most 68536");
    }

    @Test
    void aFrameCutShortIsAnError() throws IOException {
        var whole = sent(new Extracted("text/plain", "abc", 1, false)).readAllBytes();

        for (var length = 0; length < whole.length; length++) {
            var cut = new ByteArrayInputStream(Arrays.copyOf(whole, length));
            assertThatIOException().isThrownBy(() -> WorkerProtocol.receiveAnswer(cut, READ));
        }
    }

    private static InputStream sent(Answer answer) throws IOException {
        var bytes = new ByteArrayOutputStream();
        WorkerProtocol.send(answer, bytes);
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
