package io.practiceops.foundation.storage;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Adobe S3Mock as a program of its own on a free loopback port. */
final class S3Server implements AutoCloseable {

    private static final Path JAR = Path.of("target/test-servers/s3mock.jar");
    private static final int TRIES = 600;

    private static @Nullable S3Server running;

    private final Process process;
    private final int port;

    private S3Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** One for all tests of this run; ends with it. */
    static synchronized S3Server running() {
        if (running == null) {
            try {
                running = start(freePort());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }

    static S3Server start(int port) throws IOException {
        var log = Files.createTempFile("s3-server-", ".log");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                JAR.toAbsolutePath().toString(),
                                "--server.port=0",
                                "--http.port=" + port));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        var server = new S3Server(process, port);
        server.awaitAnswer(log);
        return server;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer(Path log) throws IOException {
        var request = HttpRequest.newBuilder(endpoint().resolve("/favicon.ico")).build();
        try (var http = HttpClient.newHttpClient()) {
            for (var tries = 0; tries < TRIES && process.isAlive(); tries++) {
                try {
                    http.send(request, BodyHandlers.discarding());
                    return;
                } catch (IOException notYet) {
                    LockSupport.parkNanos(100_000_000);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("No S3 server: " + Files.readString(log));
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
