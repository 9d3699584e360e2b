package io.practiceops.trust.reviews;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.trust.access.Firm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a closed review proves, in two forms of the same. Kept as text, byte for byte, since their
 * hashes stand in the audit trail.
 */
public record ReviewReport(String json, String csv) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static ReviewReport of(
            Firm firm,
            Review review,
            List<ReviewItem> items,
            Map<UUID, String> names,
            Instant closedAt) {
        var whole = new LinkedHashMap<String, @Nullable Object>();
        whole.put("report", "access-review");
        whole.put("version", 1);
        whole.put("firm", Map.of("id", firm.id().toString()));
        whole.put("review", head(review, names, closedAt));
        whole.put("counts", counts(review, items));
        whole.put("items", items.stream().map(item -> line(review, item)).toList());
        return new ReviewReport(JSON.writeValueAsString(whole) + "\n", csv(review, items));
    }

    private static Map<String, @Nullable Object> head(
            Review review, Map<UUID, String> names, Instant closedAt) {
        var head = new LinkedHashMap<String, @Nullable Object>();
        head.put("id", review.id().toString());
        head.put("name", review.name());
        head.put("scope", review.scope().name());
        head.put("roles", review.roles().stream().sorted().map(Enum::name).toList());
        head.put("reviewer", names.getOrDefault(review.reviewer(), review.reviewer().toString()));
        head.put("deputy", review.deputy() == null ? null : names.get(review.deputy()));
        head.put("snapshotAt", review.openedAt().toString());
        head.put("openedBy", review.openedBy());
        head.put("dueOn", review.dueOn().toString());
        head.put("closedAt", closedAt.toString());
        head.put("closedLate", closedAt.isAfter(review.dueAt()));
        return head;
    }

    /** How many of how many. */
    static Map<String, Integer> counts(Review review, List<ReviewItem> items) {
        var counts = new LinkedHashMap<String, Integer>();
        counts.put("items", items.size());
        counts.put("decided", (int) items.stream().filter(item -> item.verdict() != null).count());
        for (var kind : Decision.Kind.values()) {
            counts.put(
                    kind.name(),
                    (int) items.stream().filter(item -> isDecided(item, kind)).count());
        }
        counts.put("undecided", items.size() - Objects.requireNonNull(counts.get("decided")));
        counts.put(
                "keptDespiteFindings",
                (int)
                        items.stream()
                                .filter(ReviewItem::needsReason)
                                .filter(item -> isDecided(item, Decision.Kind.KEEP))
                                .count());
        counts.put("withFindings", (int) items.stream().filter(ReviewItem::needsReason).count());
        counts.put(
                "decidedLate", (int) items.stream().filter(item -> isLate(review, item)).count());
        return counts;
    }

    private static boolean isDecided(ReviewItem item, Decision.Kind kind) {
        return item.verdict() != null && item.verdict().decision().kind() == kind;
    }

    private static boolean isLate(Review review, ReviewItem item) {
        return item.verdict() != null && item.verdict().at().isAfter(review.dueAt());
    }

    private static Map<String, @Nullable Object> line(Review review, ReviewItem item) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("kind", item.kind().name());
        line.put("subject", item.subject().toString());
        line.put("person", item.person().toString());
        line.put("name", item.name());
        line.put("roles", item.roles().stream().sorted().map(Enum::name).toList());
        line.put("rights", item.rights());
        line.put("keys", item.keys());
        line.put("lastUsed", item.lastUsed() == null ? null : item.lastUsed().toString());
        line.put("secondFactor", item.secondFactor());
        line.put("findings", item.findings());
        var verdict = item.verdict();
        line.put("decision", verdict == null ? "UNDECIDED" : verdict.decision().kind().name());
        line.put(
                "newRoles",
                verdict == null
                        ? List.of()
                        : verdict.decision().roles().stream().sorted().map(Enum::name).toList());
        line.put("reason", verdict == null ? null : verdict.decision().reason());
        line.put("decidedBy", verdict == null ? null : verdict.byName());
        line.put("decidedById", verdict == null ? null : verdict.by().toString());
        line.put("decidedAt", verdict == null ? null : verdict.at().toString());
        line.put("late", isLate(review, item));
        return line;
    }

    private static String csv(Review review, List<ReviewItem> items) {
        var lines = new ArrayList<String>();
        for (var item : items) {
            var line = line(review, item);
            if (lines.isEmpty()) {
                lines.add(String.join(",", line.keySet()));
            }
            lines.add(
                    line.values().stream()
                            .map(ReviewReport::cell)
                            .collect(Collectors.joining(",")));
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    /**
     * A spreadsheet takes a text that begins like a formula for one; the apostrophe says it is not.
     */
    static String cell(@Nullable Object value) {
        var text =
                value instanceof List<?> list
                        ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
                        : value == null ? "" : value.toString();
        var safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    /** SHA-256 of the JSON's bytes, in hex; what {@code sha256sum} prints for the file. */
    public String jsonHash() {
        return hash(json);
    }

    public String csvHash() {
        return hash(csv);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
