package io.practiceops.practice.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.practice.retention.DisposalOrder.Item;
import io.practiceops.practice.retention.DisposalOrder.ItemState;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What proves a disposal: which bytes went by which rule, who approved it and when, and which
 * entries of the audit trail say the same.
 *
 * @param json made once, byte for byte what its hash is of
 * @param hash SHA-256
 */
public record Certificate(String json, String hash) {

    static Certificate of(
            UUID firm,
            DisposalOrder order,
            List<Item> items,
            java.time.Instant at,
            JsonMapper json) {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("certificate", "disposal");
        whole.put("format", 1);
        whole.put("firm", firm.toString());
        whole.put("order", order.id().toString());
        whole.put("kind", order.kind().name());
        put(whole, "client", order.client());
        whole.put("reason", order.reason());
        whole.put(
                "proposedBy",
                person(order.proposedBy(), order.proposedByName(), order.proposedAt()));
        var decision = Objects.requireNonNull(order.decision(), "approved before it is finished");
        whole.put("approvedBy", person(decision.by(), decision.byName(), decision.at()));
        whole.put("finishedAt", at.toString());
        whole.put("disposed", count(items, ItemState.DISPOSED));
        whole.put("leftOut", count(items, ItemState.REFUSED));
        whole.put("documents", items.stream().map(Certificate::line).toList());
        var text = json.writerWithDefaultPrettyPrinter().writeValueAsString(whole) + "\n";
        return new Certificate(text, sha256(text));
    }

    private static long count(List<Item> items, ItemState state) {
        return items.stream().filter(item -> item.state() == state).count();
    }

    private static Map<String, Object> person(UUID id, String name, java.time.Instant at) {
        var person = new LinkedHashMap<String, Object>();
        person.put("id", id.toString());
        person.put("name", name);
        person.put("at", at.toString());
        return person;
    }

    private static Map<String, Object> line(Item item) {
        var line = new LinkedHashMap<String, Object>();
        line.put("document", item.document().toString());
        line.put("client", item.client().toString());
        line.put("category", item.category().name());
        put(line, "year", item.year());
        put(line, "keptUntil", item.keptUntil());
        put(line, "rule", item.rule());
        line.put("outcome", item.state().name());
        put(line, "why", item.why());
        line.put("sha256", item.sha256());
        put(line, "disposedAt", item.disposedAt());
        put(line, "auditEntry", item.entry());
        return line;
    }

    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null) {
            into.put(name, value instanceof Integer ? value : value.toString());
        }
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
