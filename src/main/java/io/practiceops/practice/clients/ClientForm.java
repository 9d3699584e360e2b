package io.practiceops.practice.clients;

import io.practiceops.foundation.web.Choice;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of the form about a client, by the names that problems call them. */
final class ClientForm {

    static final List<String> FIELDS =
            List.of("kind", "name", "email", "phone", "city", "state", "note");

    private ClientForm() {}

    static Map<String, String> values(ClientDetails details) {
        var values = new LinkedHashMap<String, String>();
        values.put("kind", String.valueOf(details.kind()));
        values.put("name", details.name());
        values.put("email", text(details.email()));
        values.put("phone", text(details.phone()));
        values.put("city", text(details.city()));
        values.put("state", text(details.state()));
        values.put("note", text(details.note()));
        return values;
    }

    /** The details typed; a Problem that names each field with nonsense in it. */
    static ClientDetails details(Map<String, String> typed) {
        return new ClientDetails(
                kind(typed.getOrDefault("kind", "")),
                typed.getOrDefault("name", ""),
                typed.get("email"),
                typed.get("phone"),
                typed.get("city"),
                typed.get("state"),
                typed.get("note"));
    }

    /** A field's value as people read it. */
    static String inWords(String field, String value) {
        return field.equals("kind") ? Client.Kind.valueOf(value).title() : value;
    }

    static List<Choice> kinds() {
        return Arrays.stream(Client.Kind.values())
                .map(kind -> new Choice(kind.name(), kind.title()))
                .toList();
    }

    private static Client.@Nullable Kind kind(String name) {
        return Arrays.stream(Client.Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
