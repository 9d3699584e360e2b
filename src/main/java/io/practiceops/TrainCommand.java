package io.practiceops;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Command;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/**
 * {@code practiceops train}: starts on an empty home, signs in, walks through the pages and stops.
 * The JVM remembers which classes that took, and later starts are quick. Run by the launcher, not
 * by people.
 */
@picocli.CommandLine.Command(
        name = "train",
        description =
                "Warms up on a throw-away home, for the JVM's AOT cache. Run by the launcher.",
        hidden = true,
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Command {

    private static final Pattern HIDDEN_FIELD =
            Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\"");
    private static final List<String> WALK =
            List.of(
                    "/",
                    "/clients",
                    "/documents",
                    "/users",
                    "/sessions",
                    "/api-keys",
                    "/audit",
                    "/jobs",
                    "/mail",
                    "/health-checks",
                    "/search?q=agreement",
                    "/api/v1/clients",
                    "/health",
                    "/metrics");

    @Override
    public int run(Installation installation) throws IOException, InterruptedException {
        var home = newHome();
        var server =
                ServeCommand.start(
                        Map.of(
                                "practiceops.home",
                                home,
                                "practiceops.database.url",
                                "",
                                "practiceops.smtp.host",
                                "",
                                "practiceops.demo",
                                true,
                                "server.address",
                                "127.0.0.1",
                                "server.port",
                                0));
        try (var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            var base =
                    "http://localhost:" + server.getEnvironment().getProperty("local.server.port");
            signInAsTheFirst(browser, base);
            for (var path : WALK) {
                get(browser, base + path);
            }
        } finally {
            SpringApplication.exit(server);
            FileSystemUtils.deleteRecursively(home);
        }
        return 0;
    }

    /** Where PostgreSQL's account can reach it. */
    private static Path newHome() throws IOException {
        var folder = Files.createTempDirectory("practiceops-training-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        return folder;
    }

    private static void signInAsTheFirst(HttpClient browser, String base)
            throws IOException, InterruptedException {
        var fields = new StringBuilder();
        var page = get(browser, base + "/sign-in");
        var field =
                HIDDEN_FIELD.matcher(
                        page.substring(Math.max(0, page.indexOf("class=\"accounts\""))));
        while (field.find() && !fields.toString().contains("password=")) {
            fields.append(encoded(field.group(1)))
                    .append('=')
                    .append(encoded(field.group(2)))
                    .append('&');
        }
        post(browser, base + "/sign-in", fields.toString());
    }

    private static String get(HttpClient browser, String url)
            throws IOException, InterruptedException {
        return browser.send(
                        HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }

    private static void post(HttpClient browser, String url, String form)
            throws IOException, InterruptedException {
        browser.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.discarding());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
