package io.practiceops.practice.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.vault.VaultSettings.Transit;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key of a HashiCorp Vault's transit engine; a generation is one of its versions. The API is the
 * one of developer.hashicorp.com/vault/api-docs/secret/transit. Its rewrap does not take associated
 * data, to which our wrapped keys are bound, so a data key is unwrapped and wrapped again here,
 * where it is used anyway.
 */
@Component
class TransitKeys implements KeyKeeper {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final Duration TO_CONNECT = Duration.ofSeconds(3);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);

    private final Transit settings;
    private final JsonMapper json;
    private final HttpClient http;

    TransitKeys(VaultSettings settings, JsonMapper json) {
        this.settings = settings.transit();
        this.json = json;
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(TO_CONNECT)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    @Override
    public String name() {
        return "transit";
    }

    @Override
    public String place() {
        return "the key " + settings;
    }

    @Override
    public int prepare(int generation) {
        var newest = newest();
        if (newest == 0) {
            post("keys/" + settings.key(), Map.of("type", "aes256-gcm96"));
            newest = newest();
        }
        for (; newest < generation; newest = newest()) {
            post("keys/%s/rotate".formatted(settings.key()), Map.of());
        }
        return newest;
    }

    /** The newest version; 0 when there is no such key. */
    private int newest() {
        var answer = send(request("keys/" + settings.key()).GET());
        return answer.statusCode() == NOT_FOUND
                ? 0
                : good(answer).path("data").path("latest_version").asInt();
    }

    @Override
    public byte[] wrap(int generation, byte[] dataKey, byte[] bound) {
        var answer =
                post(
                        "encrypt/" + settings.key(),
                        Map.of(
                                "plaintext", base64(dataKey),
                                "associated_data", base64(bound),
                                "key_version", generation));
        return answer.path("data").path("ciphertext").asString().getBytes(UTF_8);
    }

    @Override
    public byte[] unwrap(int generation, byte[] wrapped, byte[] bound) {
        var answer =
                post(
                        "decrypt/" + settings.key(),
                        Map.of(
                                "ciphertext",
                                new String(wrapped, UTF_8),
                                "associated_data",
                                base64(bound)));
        return Base64.getDecoder().decode(answer.path("data").path("plaintext").asString());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private JsonNode post(String path, Map<String, Object> body) {
        var answer =
                send(request(path).POST(BodyPublishers.ofString(json.writeValueAsString(body))));
        return answer.body().isEmpty() && answer.statusCode() / 100 == 2
                ? json.createObjectNode()
                : good(answer);
    }

    private HttpRequest.Builder request(String path) {
        var address = Objects.requireNonNull(settings.address(), "not set up");
        var request =
                HttpRequest.newBuilder(
                                address.resolve("/v1/%s/%s".formatted(settings.mount(), path)))
                        .timeout(TO_ANSWER)
                        .header("X-Vault-Request", "true")
                        .header("X-Vault-Token", token());
        if (settings.namespace() != null) {
            request.header("X-Vault-Namespace", settings.namespace());
        }
        return request;
    }

    private String token() {
        var file = settings.tokenFile();
        try {
            return file == null
                    ? Objects.requireNonNullElse(settings.token(), "")
                    : Files.readString(file).strip();
        } catch (IOException e) {
            throw failed("its token cannot be read from " + file, e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw failed("it does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("it was not waited for", e);
        }
    }

    private JsonNode good(HttpResponse<String> answer) {
        if (answer.statusCode() == FORBIDDEN) {
            throw failed("the token may not use it", new IOException("403"));
        }
        if (answer.statusCode() != OK) {
            throw failed(
                    "it answers %d".formatted(answer.statusCode()), new IOException(answer.body()));
        }
        try {
            return json.readTree(answer.body());
        } catch (JacksonException e) {
            throw failed("its answer is no JSON", e);
        }
    }

    private Problem failed(String why, Exception cause) {
        return Problem.unavailable(
                "The keys of the files cannot be used just now. Nothing that was stored is lost.",
                "Try again in a while. If it stays, tell an operator to look at the key %s: %s."
                        .formatted(settings, why),
                cause);
    }
}
