import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** The {@link Peer}, running, with a session. */
final class PeerProcess implements AutoCloseable {

    private static final int MOST_SECONDS = 60;

    private final Process process;
    private final int port;

    private PeerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Of the JVM options the launcher gives the application, so that neither has an advantage. */
    static PeerProcess start(Database database) throws IOException {
        var port = Application.freePort();
        var repository = Application.repository();
        var builder =
                new ProcessBuilder(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:+UseCompactObjectHeaders",
                                "-Xmx512m",
                                "-cp",
                                Application.LIBRARIES + "/*",
                                "bench/Peer.java",
                                String.valueOf(port))
                        .directory(repository.toFile())
                        .inheritIO();
        builder.environment().put("SPRING_DATASOURCE_URL", database.url());
        builder.environment().put("SPRING_DATASOURCE_USERNAME", database.owner().user());
        builder.environment().put("SPRING_DATASOURCE_PASSWORD", database.owner().password());
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new PeerProcess(process, port);
    }

    String address(String client) {
        return "http://127.0.0.1:" + port + "/clients/" + client;
    }

    /** Signs in, and returns the header that carries the session from then on. */
    String session(String client) throws IOException, InterruptedException {
        var cookies = new CookieManager();
        var login = Peer.USER + ":" + Peer.PASSWORD;
        var basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        var request =
                HttpRequest.newBuilder(URI.create(address(client)))
                        .header("Authorization", "Basic " + basic)
                        .build();
        try (var http = HttpClient.newBuilder().cookieHandler(cookies).build()) {
            for (var second = 0; second < MOST_SECONDS && process.isAlive(); second++) {
                try {
                    var answer = http.send(request, BodyHandlers.ofString());
                    if (answer.statusCode() == 200) {
                        return "Cookie: " + cookies.getCookieStore().getCookies().getFirst();
                    }
                    throw new Program.Refused("The peer answers with " + answer.statusCode() + ".");
                } catch (IOException notYet) {
                    Thread.sleep(1000);
                }
            }
        }
        throw new Program.Refused("The peer did not start.");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
