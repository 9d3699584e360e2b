package io.practiceops;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.console.samples.SamplePdf;
import io.practiceops.foundation.database.ChildJvm;
import io.practiceops.foundation.database.ScratchDatabase;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real server, killed with SIGKILL amid two hundred uploads of one folder. */
@Tag("long")
class UploadCrashTests {

    private static final int FILES = 200;
    private static final int BEFORE_THE_KILL = 80;
    private static final int WRITERS = 6;

    /**
     * Each drawn once: a PDF carries an id of its own that differs from one drawing to the next.
     */
    private final List<byte[]> contents =
            IntStream.range(0, FILES).mapToObj(i -> SamplePdf.saying("Paper number " + i)).toList();

    @Test
    void eachAcknowledgedUploadIsWholeNoneIsHalfAndTheRestFollows() throws Exception {
        var home = ScratchDatabase.newHome("uploads");
        Map<Integer, String> acknowledged = new ConcurrentHashMap<>();
        String key;
        String batch;
        String client;
        try (var server = new ChildJvm(CrashChild.class, home, "with a firm")) {
            key = server.await("KEY ");
            var api = new Api(Integer.parseInt(server.await("PORT ")), key);
            client =
                    api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada\"}")
                            .json()
                            .path("id")
                            .asString();
            batch =
                    api.post(
                                    "/api/v1/document-batches",
                                    "{\"client\":\"%s\",\"name\":\"Papers\"}".formatted(client))
                            .header("Location");
            announce(api, batch);
            sendUntilKilled(api, batch, acknowledged, server);
        }

        try (var server = new ChildJvm(CrashChild.class, home)) {
            var api = new Api(Integer.parseInt(server.await("PORT ")), key);
            for (var one : acknowledged.entrySet()) {
                var place = "/api/v1/documents/" + one.getValue();
                assertThat(api.awaitRead(place).at("/current/state").asString())
                        .isEqualTo("RELEASED");
                assertThat(api.get(place + "/content").response().body())
                        .isEqualTo(content(one.getKey()));
            }
            var stored = api.get(batch).json().at("/progress/stored").asInt();
            assertThat(stored).isBetween(acknowledged.size(), FILES - 1);
            announce(api, batch);
            for (var i = 0; i < FILES; i++) {
                var sent = api.putFile(place(batch, i), content(i));
                assertThat(sent.status()).isEqualTo(200);
                assertThat(sent.json().path("id").asString())
                        .isEqualTo(acknowledged.getOrDefault(i, sent.json().path("id").asString()));
            }
            assertThat(api.get(batch).json().at("/progress/complete").asBoolean()).isTrue();
            var all = api.get("/api/v1/documents?limit=200&client=" + client).json();
            assertThat(all.path("items").size()).isEqualTo(FILES);
            assertThat(all.path("next").isMissingNode()).isTrue();
            server.terminate();
            server.awaitEnd();
        }
    }

    private void sendUntilKilled(
            Api api, String batch, Map<Integer, String> acknowledged, ChildJvm server)
            throws InterruptedException {
        var enough = new CountDownLatch(BEFORE_THE_KILL);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer = 0; writer < WRITERS; writer++) {
                var first = writer;
                writers.execute(() -> {
                    for (var i = first; i < FILES; i += WRITERS) {
                        try {
                            var answer = api.putFile(place(batch, i), content(i));
                            if (answer.status() != 200) {
                                return;
                            }
                            acknowledged.put(i, answer.json().path("id").asString());
                            enough.countDown();
                        } catch (UncheckedIOException killed) {
                            return;
                        }
                    }
                });
            }
            assertThat(enough.await(2, TimeUnit.MINUTES)).isTrue();
            server.kill();
        }
    }

    private void announce(Api api, String batch) {
        var files =
                IntStream.range(0, FILES)
                        .mapToObj(i ->
                                "{\"path\":\"in/%d.pdf\",\"size\":%d}"
                                        .formatted(i, content(i).length))
                        .collect(Collectors.joining(",", "{\"files\":[", "]}"));
        assertThat(api.post(batch + "/files", files).status()).isEqualTo(200);
    }

    private static String place(String batch, int number) {
        return batch + "/files?path=in/" + number + ".pdf";
    }

    private byte[] content(int number) {
        return contents.get(number);
    }
}
