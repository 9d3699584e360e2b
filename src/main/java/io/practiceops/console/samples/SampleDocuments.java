package io.practiceops.console.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.console.samples.SampleClient.Kind;
import io.practiceops.practice.parsing.BundledFonts;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The clients of the demo practice Harbor &amp; Finch and their files, made from {@code samples/}
 * on the class path. Every run gives the same bytes.
 */
final class SampleDocuments {

    private static final String FOLDER = "/samples/";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_0-9]+)}");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);

    private final Map<String, SampleClient> clients;
    private final Map<String, Letterhead> letterheads;
    private final List<Map<String, Object>> entries;

    SampleDocuments() {
        clients =
                list(yaml("clients.yaml"), "clients").stream()
                        .map(SampleDocuments::client)
                        .collect(Collectors.toMap(SampleClient::key, Function.identity()));
        var documents = yaml("documents.yaml");
        letterheads =
                list(documents, "letterheads").stream()
                        .collect(
                                Collectors.toMap(
                                        each -> string(each, "key"), SampleDocuments::letterhead));
        entries = list(documents, "documents");
    }

    /** By name. */
    List<SampleClient> clients() {
        return clients.values().stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    }

    /** All files, rendered now: about a second of work. */
    List<SampleDocument> documents() {
        BundledFonts.use();
        return entries.stream().map(this::document).toList();
    }

    private SampleDocument document(Map<String, Object> entry) {
        var fileName = string(entry, "file");
        var client = required(clients, string(entry, "client"));
        var letterhead = required(letterheads, string(entry, "from"));
        var date = LocalDate.parse(string(entry, "date"));
        var text = fill(text(string(entry, "text")), values(entry, client, date));
        var sheet = new Sheet(letterhead, string(entry, "title"), date, Block.parse(text));
        try {
            var content =
                    fileName.endsWith(".docx")
                            ? WordRendering.render(sheet)
                            : PdfRendering.render(sheet);
            return new SampleDocument(client.key(), fileName, string(entry, "category"), content);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("Could not render the sample " + fileName, e);
        }
    }

    private static Map<String, String> values(
            Map<String, Object> entry, SampleClient client, LocalDate date) {
        var values = new HashMap<String, String>();
        values.put("client", client.name());
        values.put("city", client.city());
        values.put("state", client.state());
        values.put("email", client.email());
        values.put("phone", client.phone());
        values.put("date", DATE.format(date));
        values.put("title", string(entry, "title"));
        if (entry.get("values") instanceof Map<?, ?> own) {
            own.forEach((key, value) -> values.put(key.toString(), value.toString()));
        }
        return values;
    }

    private static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(required(values, match.group(1)).strip()));
    }

    private static SampleClient client(Map<String, Object> entry) {
        return new SampleClient(
                string(entry, "key"),
                string(entry, "name"),
                Kind.valueOf(string(entry, "kind").toUpperCase(Locale.ROOT)),
                string(entry, "email"),
                string(entry, "phone"),
                string(entry, "city"),
                string(entry, "state"),
                string(entry, "note"));
    }

    private static Letterhead letterhead(Map<String, Object> entry) {
        return new Letterhead(
                string(entry, "name"),
                string(entry, "lines").lines().toList(),
                Color.decode(string(entry, "color")),
                string(entry, "type").equals("serif"));
    }

    private static String string(Map<String, Object> entry, String key) {
        return required(entry, key).toString();
    }

    private static <V> V required(Map<String, V> map, String key) {
        var value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("The samples lack \"%s\" in %s".formatted(key, map));
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> yaml, String key) {
        return (List<Map<String, Object>>) required(yaml, key);
    }

    private static Map<String, Object> yaml(String name) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(resource(name));
    }

    private static String text(String name) {
        return resource("texts/" + name + ".txt");
    }

    private static String resource(String name) {
        try (var stream = SampleDocuments.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("The samples lack " + name);
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the sample " + name, e);
        }
    }
}
