package io.practiceops.practice.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.practiceops.practice.parsing.ExtractionFailed.Reason;
import io.practiceops.practice.parsing.WorkerProtocol.Answer;
import io.practiceops.practice.parsing.WorkerProtocol.Refusal;
import io.practiceops.practice.parsing.WorkerProtocol.Request;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerProtocolTests {

    @Test
    void requestsArriveAsSentAndEndWithTheStream() throws IOException {
        var request = new Request(Path.of("/tmp/a b"), "\ud83e\udd80 \u0000.pdf", 7);
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
            assertThat(WorkerProtocol.receiveAnswer(sent(answer), 100_000)).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusalsArriveAsSent(Reason reason) throws IOException {
        for (var type : new String[] {null, "image/png"}) {
            var answer = new Refusal(reason, type);
            assertThat(WorkerProtocol.receiveAnswer(sent(answer), 1)).isEqualTo(answer);
        }
    }

    @Test
    void aFrameLongerThanAllowedIsRefusedBeforeItIsRead() {
        var frame = new ByteArrayInputStream(new byte[] {0x7f, 0, 0, 0, 1, 2, 3});

        assertThatIOException()
                .isThrownBy(() -> WorkerProtocol.receiveAnswer(frame, 1_000))
                .withMessageContaining("at most 68536");
    }

    @Test
    void aFrameCutShortIsAnError() throws IOException {
        var whole = sent(new Extracted("text/plain", "abc", 1, false)).readAllBytes();

        for (var length = 0; length < whole.length; length++) {
            var cut = new ByteArrayInputStream(Arrays.copyOf(whole, length));
            assertThatIOException().isThrownBy(() -> WorkerProtocol.receiveAnswer(cut, 1_000));
        }
    }

    private static InputStream sent(Answer answer) throws IOException {
        var bytes = new ByteArrayOutputStream();
        WorkerProtocol.send(answer, bytes);
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
