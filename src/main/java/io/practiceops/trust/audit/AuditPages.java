package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Controller
class AuditPages {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AuditTrail trail;

    AuditPages(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/audit")
    String list(
            @ModelAttribute("query") AuditQuery query,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var zone = Visitor.of(request).zone();
        try {
            show(
                    trail.find(query.filter(zone), cursor, Limit.DEFAULT)
                            .map(entry -> AuditRow.of(entry, zone)),
                    query,
                    cursor,
                    model);
        } catch (Problem wrong) {
            if (wrong.type() != ProblemType.INVALID_INPUT) {
                throw wrong;
            }
            response.setStatus(wrong.type().status());
            show(new Slice<>(List.of(), null), query, null, model);
            model.addAttribute("errors", FormErrors.of(wrong));
        }
        model.addAttribute("zone", zone.getId());
        return "audit/trail";
    }

    private void show(
            Slice<AuditRow> rows, AuditQuery query, @Nullable String cursor, Model model) {
        model.addAttribute("rows", rows.items());
        model.addAttribute("older", rows.next() == null ? null : query.url(rows.next()));
        model.addAttribute("newest", cursor == null || cursor.isEmpty() ? null : query.url(null));
        model.addAttribute("people", people());
        model.addAttribute("actions", choices(trail.actions()));
        model.addAttribute("types", choices(trail.objectTypes()));
        model.addAttribute("outcomes", outcomes());
    }

    private List<Choice> people() {
        return trail.people().stream()
                .map(person ->
                        new Choice(
                                person.id().toString(),
                                Objects.requireNonNullElse(person.name(), "Erased " + person.id())))
                .toList();
    }

    private static List<Choice> choices(List<String> values) {
        return values.stream().map(value -> new Choice(value, value)).toList();
    }

    private static List<Choice> outcomes() {
        return Arrays.stream(AuditEvent.Outcome.values())
                .map(outcome ->
                        new Choice(outcome.name().toLowerCase(Locale.ROOT), AuditRow.word(outcome)))
                .toList();
    }

    @GetMapping("/audit/{id}")
    String one(@PathVariable UUID id, HttpServletRequest request, Model model) {
        var detail = trail.entry(id);
        var canonical = JSON.readTree(detail.entry().canonical());
        model.addAttribute("row", AuditRow.of(detail.entry(), Visitor.of(request).zone()));
        model.addAttribute("personal", detail.personal());
        model.addAttribute("erased", erased(canonical, detail));
        model.addAttribute("details", texts(canonical.path("details")));
        model.addAttribute("canonical", detail.entry().canonical());
        model.addAttribute("objectUrl", objectUrl(detail.entry()));
        return "audit/entry";
    }

    /** Fields the canonical text commits to whose clear text is gone. */
    private static List<String> erased(JsonNode canonical, AuditTrail.Detail detail) {
        return canonical.path("personal").propertyNames().stream()
                .filter(field -> !detail.personal().containsKey(field))
                .toList();
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new TreeMap<String, String>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asString()));
        return texts;
    }

    /** The other entries about the same object. */
    private static @Nullable String objectUrl(AuditEntry entry) {
        return entry.objectId() == null
                ? null
                : new AuditQuery(null, null, entry.objectType(), entry.objectId(), null, null, null)
                        .url(null);
    }
}
