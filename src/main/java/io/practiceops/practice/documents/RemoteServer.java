package io.practiceops.practice.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running server as the command line asks it. */
final class RemoteServer {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String url;
    private final String key;

    RemoteServer(String url, String key) {
        this.url = url.replaceAll("/+$", "");
        this.key = key;
    }

    JsonNode get(String path) throws InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), "application/json");
    }

    JsonNode post(String path, Object body) throws InterruptedException {
        return send(
                "POST",
                path,
                BodyPublishers.ofByteArray(json.writeValueAsBytes(body)),
                "application/json");
    }

    /** Streams the file; it is never whole in memory. */
    JsonNode put(String path, Path file) throws InterruptedException {
        var boundary = "practiceops-" + UUID.randomUUID();
        var head =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(boundary);
        var tail = "\r\n--%s--\r\n".formatted(boundary);
        try {
            var body =
                    BodyPublishers.concat(
                            BodyPublishers.ofString(head),
                            BodyPublishers.ofFile(file),
                            BodyPublishers.ofString(tail));
            return send("PUT", path, body, "multipart/form-data; boundary=" + boundary);
        } catch (IOException gone) {
            throw Problem.invalid("file", "It cannot be read any more.");
        }
    }

    private JsonNode send(String method, String path, BodyPublisher body, String type)
            throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", type)
                        .method(method, body)
                        .build();
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            var said = json.readTree(answer.body());
            if (answer.statusCode() >= 400) {
                throw problem(answer.statusCode(), said);
            }
            return said;
        } catch (IOException broken) {
            throw Problem.unavailable(
                    "The server at " + url + " does not answer.",
                    "Start it, or say where it is with --url. Run this again to go on.",
                    broken);
        }
    }

    private static Problem problem(int status, JsonNode said) {
        var detail = said.path("detail").asString("Refused with " + status + ".");
        var mend = said.path("mend").asString(null);
        var isPassing = status == TOO_MANY || status >= FAILED;
        return new Problem(
                isPassing ? ProblemType.UNAVAILABLE : ProblemType.INVALID_INPUT, detail, mend);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
