package io.practiceops.trust.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.access.Users;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@InPractice
class LiveTailTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    LiveTailTests(ApplicationContext application) {
        this.application = application;
    }

    @Test
    void whoComesBackMissesNothingAndSeesNothingOfAnotherFirm() throws Exception {
        var firm = new TestFirm(application);
        var key = firm.ownerKey();
        var api = new Api(port, key);
        var stranger = new Api(port, new TestFirm(application).ownerKey());

        String last;
        try (var stream = new Stream(key, null)) {
            takeOn(stranger, "Zanzibar Imports");
            takeOn(api, "Gulf Line");
            assertThat(stream.until("Gulf Line")).noneMatch(line -> line.contains("Zanzibar"));
            last = stream.lastId;
        }
        takeOn(api, "Bayside Orchards");
        takeOn(api, "Seaboard Trust");

        try (var again = new Stream(key, last)) {
            assertThat(again.until("Seaboard Trust"))
                    .anyMatch(line -> line.contains("Bayside Orchards"))
                    .noneMatch(line -> line.contains("Gulf Line"));
        }
    }

    @Test
    void aRevokedKeyEndsTheStream() throws Exception {
        var firm = new TestFirm(application);
        var key = firm.ownerKey();
        var api = new Api(port, key);
        var id = api.get("/api/v1/api-keys").json().path("items").path(0).path("id").asString();

        try (var stream = new Stream(key, null)) {
            api.delete("/api/v1/api-keys/" + id);

            assertThat(stream.until("event:end")).isNotEmpty();
        }
    }

    @Test
    void aRoleTakenAwayOrADisabledLoginEndsTheStream() throws Exception {
        var firm = new TestFirm(application);
        var owner = new Api(port, firm.ownerKey());
        var ruth = firm.add("ruth", Role.ADMIN);
        var ines = firm.add("ines", Role.COMPLIANCE);

        try (var ofRuth = new Stream(firm.keyOf("ruth"), null);
                var ofInes = new Stream(firm.keyOf("ines"), null)) {
            owner.put("/api/v1/users/" + ruth.id(), "{\"roles\":[\"STAFF\"]}", "If-Match", "\"1\"");
            assertThat(ofRuth.until("event:end")).isNotEmpty();

            firm.asSystem(() -> application.getBean(Users.class).setDisabled(ines.id(), true));
            assertThat(ofInes.until("event:end")).isNotEmpty();
        }
    }

    @Test
    void aFifthWindowIsRefused() throws Exception {
        var key = new TestFirm(application).ownerKey();
        var open = new ArrayList<Stream>();
        try {
            for (var window = 0; window < 4; window++) {
                open.add(new Stream(key, null));
            }
            assertThat(new Api(port, key).get("/audit/live", "Accept", "*/*").status())
                    .isEqualTo(429);
        } finally {
            for (var stream : open) {
                stream.close();
            }
        }
    }

    private static void takeOn(Api api, String name) {
        var body = "{\"kind\":\"ORGANIZATION\",\"name\":\"%s\"}".formatted(name);
        assertThat(api.post("/api/v1/clients", body).status()).isEqualTo(201);
    }

    /** The lines as they come, from the moment it was opened. */
    private final class Stream implements AutoCloseable {

        private final BufferedReader lines;
        private String lastId = "";

        Stream(String key, @Nullable String last) throws IOException, InterruptedException {
            var request =
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/audit/live"))
                            .header("Authorization", "Bearer " + key)
                            .header("Accept", "text/event-stream");
            if (last != null) {
                request.header("Last-Event-ID", last);
            }
            var answer =
                    HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
            until(":here");
        }

        /** Up to and with the first line that contains the text. */
        List<String> until(String text) throws IOException {
            var read = new ArrayList<String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    lastId = line.substring("id:".length());
                }
                read.add(line);
                if (line.contains(text)) {
                    return read;
                }
            }
            throw new AssertionError("The stream ended without " + text + ": " + read);
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
