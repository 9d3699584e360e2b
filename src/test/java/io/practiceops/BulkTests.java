package io.practiceops;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.foundation.database.ChildJvm;
import io.practiceops.foundation.database.ScratchDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A file of almost two gigabytes goes through a server whose heap is a fifth of that. */
@Tag("long")
class BulkTests {

    private static final long SIZE = 1_900_000_000L;

    @Test
    void aHugeUploadNeverSitsInMemory() throws Exception {
        var home = ScratchDatabase.newHome("bulk");
        try (var server = new ChildJvm(CrashChild.class, home, "with a firm")) {
            var key = server.await("KEY ");
            var port = Integer.parseInt(server.await("PORT "));
            var api = new Api(port, key);
            var client =
                    api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"A\"}").json();

            var status = upload(port, key, client.path("id").asString());

            assertThat(status).isEqualTo(201);
            var kept = api.get("/api/v1/documents").json().path("items").get(0);
            assertThat(kept.at("/current/size").asLong()).isEqualTo(SIZE);
            try (Stream<Path> incoming = Files.list(home.resolve("objects/.incoming"))) {
                assertThat(incoming).isEmpty();
            }
        }
    }

    private static int upload(int port, String key, String client)
            throws IOException, InterruptedException {
        var head =
                ("--b\r\nContent-Disposition: form-data; name=\"client\"\r\n\r\n%s\r\n--b\r\nContent-Disposition:"
                                + " form-data; name=\"file\"; filename=\"video.pdf\"\r\n\r\n%%PDF-")
                        .formatted(client);
        var body =
                BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofInputStream(() -> new Zeros(SIZE - "%PDF-".length())),
                        BodyPublishers.ofByteArray("\r\n--b--\r\n".getBytes(US_ASCII)));
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/documents"))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(body)
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    /** So many zero bytes. */
    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            var read = (int) Math.min(left, length);
            Arrays.fill(target, offset, offset + read, (byte) 0);
            left -= read;
            return read;
        }
    }
}
