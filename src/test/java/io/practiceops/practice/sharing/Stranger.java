package io.practiceops.practice.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Somebody with a browser and no login. */
final class Stranger {

    private final HttpClient client =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final String base;

    Stranger(int port) {
        this.base = "http://localhost:" + port;
    }

    /** The path of a link's address. */
    static String path(String url) {
        return URI.create(url).getPath();
    }

    HttpResponse<byte[]> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    HttpResponse<byte[]> head(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).HEAD());
    }

    HttpResponse<byte[]> open(String path) {
        return open(path, "");
    }

    HttpResponse<byte[]> open(String path, String password) {
        return send(
                HttpRequest.newBuilder(URI.create(base + path + "/open"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                BodyPublishers.ofString(
                                        "password=" + URLEncoder.encode(password, UTF_8))));
    }

    /** Sends the head of an upload, and the rest when told; the answer as it stands on the wire. */
    String handInSlowly(String path, byte[] content, Runnable meanwhile) {
        var head =
                "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\n";
        var rest = new String(content, UTF_8) + "\r\n--b--\r\n";
        var at = URI.create(base);
        try (var socket = new Socket(at.getHost(), at.getPort())) {
            var out = socket.getOutputStream();
            out.write(
                    """
                    POST %s/files HTTP/1.1\r
                    Host: localhost\r
                    Accept: application/json\r
                    Connection: close\r
                    Content-Type: multipart/form-data; boundary=b\r
                    Content-Length: %d\r
                    \r
                    %s\
                    """
                            .formatted(path, head.length() + rest.length(), head)
                            .getBytes(UTF_8));
            out.flush();
            meanwhile.run();
            out.write(rest.getBytes(UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<byte[]> handIn(String path, String fileName, byte[] content, String wish) {
        var head =
                "--b\r\nContent-Disposition: form-data; name=\"wish\"\r\n\r\n%s\r\n".formatted(wish)
                        + "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\n\r\n"
                                .formatted(fileName);
        var body = new ByteArrayOutputStream();
        body.writeBytes(head.getBytes(UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--b--\r\n".getBytes(UTF_8));
        return send(
                HttpRequest.newBuilder(URI.create(base + path + "/files"))
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
