package io.practiceops.practice.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parts of a HashiCorp Vault's transit engine that are used, by its documented API: key made by
 * POST, versions, associated data, ciphertexts that begin with {@code vault:vN:}, 403 without the
 * token, 400 for what does not open.
 */
final class TransitDouble implements AutoCloseable {

    static final String TOKEN = "s.right";

    private final HttpServer server;
    private final JsonMapper json = new JsonMapper();
    private final List<SecretKey> versions = new ArrayList<>();

    TransitDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/transit/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private synchronized void answer(HttpExchange call) throws IOException {
        try (call) {
            if (!TOKEN.equals(call.getRequestHeaders().getFirst("X-Vault-Token"))) {
                send(call, 403, Map.of("errors", List.of("permission denied")));
                return;
            }
            var body = call.getRequestBody().readAllBytes();
            var wanted = body.length == 0 ? json.createObjectNode() : json.readTree(body);
            var what = call.getRequestMethod() + call.getRequestURI().getPath().substring(11);
            switch (what) {
                case "GET/keys/practiceops" -> key(call);
                case "POST/keys/practiceops", "POST/keys/practiceops/rotate" -> {
                    versions.add(Aes.key(Aes.random(Aes.KEY)));
                    key(call);
                }
                case "POST/encrypt/practiceops" -> encrypt(call, wanted);
                case "POST/decrypt/practiceops" -> decrypt(call, wanted);
                default -> send(call, 404, Map.of("errors", List.of()));
            }
        }
    }

    private void key(HttpExchange call) throws IOException {
        if (versions.isEmpty()) {
            send(call, 404, Map.of("errors", List.of()));
        } else {
            send(call, 200, Map.of("data", Map.of("latest_version", versions.size())));
        }
    }

    private void encrypt(HttpExchange call, JsonNode wanted) throws IOException {
        var version = wanted.path("key_version").asInt(versions.size());
        var sealed =
                Aes.seal(
                        versions.get(version - 1),
                        bytes(wanted, "plaintext"),
                        bytes(wanted, "associated_data"));
        var text = "vault:v%d:%s".formatted(version, Base64.getEncoder().encodeToString(sealed));
        send(call, 200, Map.of("data", Map.of("ciphertext", text, "key_version", version)));
    }

    private void decrypt(HttpExchange call, JsonNode wanted) throws IOException {
        var parts = wanted.path("ciphertext").asString().split(":", 3);
        var version = Integer.parseInt(parts[1].substring(1));
        try {
            var plain =
                    Aes.open(
                            versions.get(version - 1),
                            Base64.getDecoder().decode(parts[2]),
                            bytes(wanted, "associated_data"));
            var text = Base64.getEncoder().encodeToString(plain);
            send(call, 200, Map.of("data", Map.of("plaintext", text)));
        } catch (AEADBadTagException e) {
            send(call, 400, Map.of("errors", List.of("cipher: message authentication failed")));
        }
    }

    private static byte[] bytes(JsonNode from, String field) {
        return Base64.getDecoder().decode(from.path(field).asString());
    }

    private void send(HttpExchange call, int status, Map<String, ?> body) throws IOException {
        var bytes = json.writeValueAsString(body).getBytes(UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
