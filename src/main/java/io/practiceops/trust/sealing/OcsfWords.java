package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries as OCSF 1.3 events. Which action is which class and activity is data: {@code
 * audit/ocsf.csv}, the first line that fits counts.
 */
final class OcsfWords {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VERSION = "1.3.0";
    private static final int OTHER = 99;
    private static final int AUTHENTICATION = 3002;
    private static final int ACCOUNT_CHANGE = 3001;
    private static final int USER_ACCESS = 3005;
    private static final int ENTITY = 3004;
    private static final int FILE_HOSTING = 6006;

    private final List<Rule> rules;

    /** An action, or the beginning of some, and what it is in OCSF. */
    private record Rule(String action, int classUid, int activity) {

        boolean fits(String other) {
            return action.endsWith("*")
                    ? other.startsWith(action.substring(0, action.length() - 1))
                    : other.equals(action);
        }
    }

    private OcsfWords(List<Rule> rules) {
        this.rules = rules;
    }

    static OcsfWords read() {
        try (var in =
                Objects.requireNonNull(OcsfWords.class.getResourceAsStream("/audit/ocsf.csv"))) {
            return new OcsfWords(
                    new String(in.readAllBytes(), UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(OcsfWords::rule)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rule rule(String line) {
        var cells = line.split(",", -1);
        return new Rule(
                cells[0].strip(),
                Integer.parseInt(cells[1].strip()),
                Integer.parseInt(cells[2].strip()));
    }

    String line(ExportEntry entry) {
        return JSON.writeValueAsString(event(entry)) + "\n";
    }

    private Map<String, Object> event(ExportEntry entry) {
        var rule =
                rules.stream()
                        .filter(each -> each.fits(entry.action()))
                        .findFirst()
                        .orElse(new Rule("*", ENTITY, OTHER));
        var done = entry.outcome().equals("DONE");
        var event = new LinkedHashMap<String, Object>();
        event.put("class_uid", rule.classUid);
        event.put("category_uid", rule.classUid / 1000);
        event.put("activity_id", rule.activity);
        if (rule.activity == OTHER) {
            event.put("activity_name", entry.action());
        }
        event.put("type_uid", 100L * rule.classUid + rule.activity);
        event.put("time", entry.at().toEpochMilli());
        event.put("severity_id", done ? 1 : 3);
        event.put("status_id", done ? 1 : 2);
        event.put("message", entry.action());
        event.put("metadata", metadata(entry));
        event.put("actor", Map.of("user", user(entry.actor(), entry.actorName(), entry)));
        if (!entry.address().isEmpty()) {
            event.put("src_endpoint", Map.of("ip", entry.address()));
        } else if (rule.classUid == FILE_HOSTING) {
            event.put("src_endpoint", Map.of("name", "not recorded"));
        }
        event.putAll(ofClass(rule.classUid, entry));
        event.put("unmapped", unmapped(entry));
        return event;
    }

    private static Map<String, Object> metadata(ExportEntry entry) {
        return Map.of(
                "version",
                VERSION,
                "uid",
                entry.id(),
                "sequence",
                entry.index(),
                "correlation_uid",
                entry.request(),
                "product",
                Map.of("name", "PracticeOps", "vendor_name", "PracticeOps"));
    }

    private static Map<String, Object> user(String id, String name, ExportEntry entry) {
        var user = new LinkedHashMap<String, Object>();
        user.put("uid", id.isEmpty() ? entry.actorKind() : id);
        if (!name.isEmpty()) {
            user.put("name", name);
        }
        return user;
    }

    private static Map<String, Object> ofClass(int classUid, ExportEntry entry) {
        var object = object(entry);
        return switch (classUid) {
            case AUTHENTICATION ->
                    Map.of(
                            "user",
                            user(entry.actor(), entry.actorName(), entry),
                            "service",
                            Map.of("name", "PracticeOps"));
            case ACCOUNT_CHANGE -> Map.of("user", object);
            case USER_ACCESS -> Map.of("user", object, "privileges", privileges(entry));
            case FILE_HOSTING ->
                    Map.of(
                            "file",
                            Map.of(
                                    "name",
                                    entry.objectName().isEmpty()
                                            ? entry.object()
                                            : entry.objectName(),
                                    "uid",
                                    entry.object(),
                                    "type_id",
                                    1));
            default -> {
                var entity = new LinkedHashMap<>(object);
                entity.put("type", entry.objectType());
                yield Map.of("entity", entity);
            }
        };
    }

    private static Map<String, Object> object(ExportEntry entry) {
        var object = new LinkedHashMap<String, Object>();
        object.put("uid", entry.object().isEmpty() ? entry.objectType() : entry.object());
        if (!entry.objectName().isEmpty()) {
            object.put("name", entry.objectName());
        }
        return object;
    }

    private static List<String> privileges(ExportEntry entry) {
        var roles =
                entry.details().getOrDefault("after", entry.details().getOrDefault("roles", ""));
        return new ArrayList<>(Arrays.stream(roles.split(",")).map(String::strip).toList());
    }

    private static Map<String, String> unmapped(ExportEntry entry) {
        return entry.rest();
    }
}
