package io.practiceops.trust.sealing;

import static java.util.Comparator.comparingLong;

import io.practiceops.trust.tlog.Malformed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What entries of the log say about why others lack personal data, or their text. */
final class VerifyExplanations {

    /** How the canonical text of each entry about the trail itself begins. */
    static final String PREFIX = "{\"action\":\"audit.";

    /** Fields about whoever acts; all but the e-mail about nobody else. */
    private static final Set<String> OF_ACTOR = Set.of("actor.name", "address", "agent", "email");

    private static final Set<String> OF_ACTOR_ONLY = Set.of("actor.name", "address", "agent");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, String> erasedUntil = new HashMap<>();
    private final Set<String> erasedFields = new HashSet<>();
    private final List<Truncation> truncations = new ArrayList<>();
    private final PriorityQueue<Truncation> open =
            new PriorityQueue<>(comparingLong(truncation -> truncation.last));
    private final Set<String> used = new TreeSet<>();
    private int nextTruncation;
    private boolean sorted;

    private static final class Truncation {
        private final long first;
        private final long last;
        private final String id;
        private long left;

        Truncation(long first, long last, long left, String id) {
            this.first = first;
            this.last = last;
            this.left = left;
            this.id = id;
        }
    }

    /** Takes in one proven entry. */
    void add(byte[] text, int offset, int length) {
        try {
            var event = JSON.readTree(text, offset, length);
            var details = event.path("details");
            switch (event.path("action").asString("")) {
                case "audit.personal-erased" ->
                        erasedUntil.merge(
                                event.path("object").path("id").asString(""),
                                value(details, "until"),
                                (one, other) -> one.compareTo(other) > 0 ? one : other);
                case "audit.field-erased" ->
                        erasedFields.add(value(details, "event") + "/" + value(details, "field"));
                case "audit.truncated" ->
                        truncations.add(
                                new Truncation(
                                        Long.parseLong(value(details, "first-index")),
                                        Long.parseLong(value(details, "last-index")),
                                        Long.parseLong(value(details, "events")),
                                        event.path("id").asString("")));
                default -> {
                    // says nothing about other entries
                }
            }
        } catch (JacksonException | NumberFormatException e) {
            throw new Malformed("An entry about the trail itself cannot be read.");
        }
    }

    private static String value(JsonNode details, String name) {
        return details.path(name).asString("");
    }

    /** Whether an erasure on record covers this field of the event just read. */
    boolean erased(CanonicalEvent event, String field) {
        return (OF_ACTOR.contains(field) && erasedSubject(event.actor(), event))
                || (isOfObject(field, event) && erasedSubject(event.object(), event))
                || erasedFields.contains(event.id() + "/" + field);
    }

    private static boolean isOfObject(String field, CanonicalEvent event) {
        return !OF_ACTOR_ONLY.contains(field) || event.actor().isEmpty();
    }

    private boolean erasedSubject(String subject, CanonicalEvent event) {
        var until = subject.isEmpty() ? null : erasedUntil.get(subject);
        return until != null && until.compareTo(event.time()) >= 0;
    }

    /**
     * Whether a truncation on record covers this leaf. To be asked in ascending order: each
     * truncation covers as many leaves as it says, and the one that ends first is used first.
     */
    boolean truncated(long index) {
        if (!sorted) {
            truncations.sort(comparingLong(truncation -> truncation.first));
            sorted = true;
        }
        while (nextTruncation < truncations.size()
                && truncations.get(nextTruncation).first <= index) {
            open.add(truncations.get(nextTruncation++));
        }
        while (!open.isEmpty() && (open.peek().last < index || open.peek().left == 0)) {
            open.remove();
        }
        if (open.isEmpty()) {
            return false;
        }
        open.peek().left--;
        used.add(open.peek().id);
        return true;
    }

    /** The entries that explain the truncated leaves. */
    Set<String> truncationsUsed() {
        return used;
    }
}
