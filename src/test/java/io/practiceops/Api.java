package io.practiceops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that uses the API with a key. */
public final class Api {

    private static final int MOST_ASKED = 1200;
    private static final long BETWEEN_NANOS = 50_000_000;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final String base;
    private final @Nullable String key;

    public Api(int port, @Nullable String key) {
        this.base = "http://localhost:" + port;
        this.key = key;
    }

    /** What came back. */
    public record Answer(int status, HttpResponse<byte[]> response) {

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String text() {
            return new String(response.body(), UTF_8);
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** The last part of the problem's type. */
        public String problem() {
            return json().path("type").asString("none").replace("/problems/", "");
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public Answer post(String path, String json, String... headers) {
        return send(
                "POST",
                path,
                BodyPublishers.ofString(json),
                with(headers, "Content-Type", "application/json"));
    }

    public Answer put(String path, String json, String... headers) {
        return send(
                "PUT",
                path,
                BodyPublishers.ofString(json),
                with(headers, "Content-Type", "application/json"));
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** Uploads one file as a form does. */
    public Answer upload(String client, String fileName, byte[] content, String... headers) {
        return sendFile("/api/v1/documents", "client", client, fileName, content, headers);
    }

    /** The document at that address once its newest version is read; asks until then. */
    public JsonNode awaitRead(String place) {
        for (var tries = 0; tries < MOST_ASKED; tries++) {
            var document = get(place).json();
            if (!document.at("/current/reading").asString("WAITING").equals("WAITING")) {
                return document;
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        throw new AssertionError(place + " was not read: " + get(place).text());
    }

    /** Sends a file with one more field as a form does. */
    public Answer sendFile(
            String path,
            String field,
            String value,
            String fileName,
            byte[] content,
            String... headers) {
        var boundary = "b" + UUID.randomUUID();
        var head =
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                                .formatted(boundary, field, value)
                        + "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                                .formatted(
                                        boundary,
                                        fileName.replace("\\", "\\\\").replace("\"", "%22"))
                        + "Content-Type: application/octet-stream\r\n\r\n";
        var tail = "\r\n--%s--\r\n".formatted(boundary);
        var body =
                BodyPublishers.ofByteArrays(
                        List.of(head.getBytes(UTF_8), content, tail.getBytes(UTF_8)));
        return send(
                "POST",
                path,
                body,
                with(headers, "Content-Type", "multipart/form-data; boundary=" + boundary));
    }

    /** Puts one file as a form of scripts does. */
    public Answer putFile(String path, byte[] content) {
        var boundary = "b" + UUID.randomUUID();
        var head =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n\r\n"
                        .formatted(boundary);
        var tail = "\r\n--%s--\r\n".formatted(boundary);
        return send(
                "PUT",
                path,
                BodyPublishers.ofByteArrays(
                        List.of(head.getBytes(UTF_8), content, tail.getBytes(UTF_8))),
                "Content-Type",
                "multipart/form-data; boundary=" + boundary);
    }

    public Answer send(
            String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String[] with(String[] headers, String name, String value) {
        var more = java.util.Arrays.copyOf(headers, headers.length + 2);
        more[headers.length] = name;
        more[headers.length + 1] = value;
        return more;
    }
}
