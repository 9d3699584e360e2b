package io.practiceops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

/** A browser without scripts: cookies, forms, redirects. */
public final class Browser {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final String base;
    private String token = "";

    public Browser(int port) {
        this.base = "http://localhost:" + port;
    }

    public void signIn(String email, String password) {
        get("/sign-in");
        var answer = post("/sign-in", "email", email, "password", password);
        if (answer.statusCode() != 302 && answer.statusCode() != 303) {
            throw new IllegalStateException(
                    "Not signed in: " + answer.statusCode() + "\n" + answer.body());
        }
        get("/me");
    }

    public HttpResponse<String> get(String path) {
        var answer = send(HttpRequest.newBuilder(URI.create(base + path)).build());
        var found = FORM_TOKEN.matcher(answer.body());
        if (found.find()) {
            token = found.group(1);
        }
        return answer;
    }

    /** Submits a form with the token of the last page. */
    public HttpResponse<String> post(String path, String... namesAndValues) {
        var form = new StringBuilder("_csrf=" + encoded(token));
        for (var i = 0; i < namesAndValues.length; i += 2) {
            form.append('&')
                    .append(encoded(namesAndValues[i]))
                    .append('=')
                    .append(encoded(namesAndValues[i + 1]));
        }
        return send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.toString()))
                        .build());
    }

    /** As a script of our pages asks the API. */
    public HttpResponse<String> delete(String path) {
        return send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("X-CSRF-Token", token)
                        .DELETE()
                        .build());
    }

    public HttpResponse<String> put(String path) {
        return send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("X-CSRF-Token", token)
                        .PUT(BodyPublishers.noBody())
                        .build());
    }

    public HttpResponse<String> submit(String method, String path) {
        return method.equals("GET") ? get(path) : post(path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
