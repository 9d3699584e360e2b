package io.practiceops.foundation.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * The contract of the API, written by hand, one file a module below {@code openapi/}, and put
 * together when first asked for. A test holds it against the controllers and the answers they give.
 */
@RestController
class OpenApi {

    private static final String FILES = "classpath*:openapi/*.yaml";

    private final JsonMapper json;
    private byte[] contract = {};

    OpenApi(JsonMapper json) {
        this.json = json;
    }

    @GetMapping(path = "/api/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    synchronized byte[] contract() {
        if (contract.length == 0) {
            contract = json.writeValueAsBytes(assembled());
        }
        return contract.clone();
    }

    private static Map<String, Object> assembled() {
        var whole = new LinkedHashMap<String, Object>();
        for (Resource file : files()) {
            try (InputStream in = file.getInputStream()) {
                Map<String, Object> part =
                        new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
                merge(whole, part);
            } catch (IOException e) {
                throw new UncheckedIOException("Could not read " + file, e);
            }
        }
        return whole;
    }

    /** Maps are merged; what two files both define is a mistake. */
    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> whole, Map<String, Object> part) {
        part.forEach((name, value) -> {
            var present = whole.putIfAbsent(name, value);
            if (present instanceof Map<?, ?> left && value instanceof Map<?, ?> right) {
                merge((Map<String, Object>) left, (Map<String, Object>) right);
            } else if (present != null) {
                throw new IllegalStateException("Two files below openapi/ define " + name);
            }
        });
    }

    /** The file with the head first, the modules by name. */
    private static Resource[] files() {
        try {
            var files = new PathMatchingResourcePatternResolver().getResources(FILES);
            Arrays.sort(
                    files,
                    Comparator.comparing(file -> {
                        var name = Objects.requireNonNull(file.getFilename());
                        return name.equals("api.yaml") ? "" : name;
                    }));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list " + FILES, e);
        }
    }
}
