package io.practiceops.practice.retention;

import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.ETags;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Document.Classification;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class ScheduleApi {

    /** A rule as the API shows it. */
    record RuleBody(
            String id,
            int version,
            String name,
            List<Category> categories,
            List<Classification> classifications,
            @Nullable String tag,
            @Nullable String jurisdiction,
            RetentionRule.@Nullable Practice practice,
            String keep,
            CountedFrom from,
            String words,
            String source,
            @Nullable String url,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            @Nullable LocalDate verifiedOn,
            @Nullable String verifier,
            @Nullable String note,
            boolean own) {

        static RuleBody of(RetentionRule rule) {
            var scope = rule.scope();
            return new RuleBody(
                    rule.id(),
                    rule.version(),
                    rule.name(),
                    scope.categories().stream().sorted().toList(),
                    scope.classifications().stream().sorted().toList(),
                    scope.tag(),
                    scope.jurisdiction(),
                    scope.practice(),
                    rule.period().written(),
                    rule.from(),
                    rule.words(),
                    rule.source(),
                    rule.url(),
                    rule.effectiveFrom(),
                    rule.effectiveTo(),
                    rule.verifiedOn(),
                    rule.verifier(),
                    rule.note(),
                    rule.isOfFirm());
        }
    }

    /** Why a document is kept until when. */
    record KeptBody(
            UUID document,
            boolean counted,
            @Nullable LocalDate keptUntil,
            boolean open,
            boolean due,
            List<GivenBody> rules,
            List<HeldBody> holds,
            List<String> reasons) {

        static KeptBody of(Kept kept) {
            return new KeptBody(
                    kept.document(),
                    kept.isCounted(),
                    kept.until(),
                    kept.isOpen(),
                    kept.isDue(),
                    kept.given().stream()
                            .map(given -> GivenBody.of(given, given.equals(kept.deciding())))
                            .toList(),
                    kept.holds().stream().map(HeldBody::of).toList(),
                    kept.reasons());
        }
    }

    /** What one version of a rule gave. */
    record GivenBody(
            String rule,
            int version,
            String name,
            String keep,
            CountedFrom from,
            @Nullable LocalDate countedFrom,
            @Nullable LocalDate keptUntil,
            String arithmetic,
            boolean applies,
            boolean decides,
            @Nullable String source,
            @Nullable String url) {

        static GivenBody of(Kept.Given given, boolean decides) {
            var source = given.source();
            return new GivenBody(
                    given.rule(),
                    given.version(),
                    given.name(),
                    given.period().written(),
                    given.from(),
                    given.countedFrom(),
                    given.until(),
                    given.arithmetic(),
                    given.applies(),
                    decides,
                    source == null ? null : source.source(),
                    source == null ? null : source.url());
        }
    }

    /** A hold over a document. */
    record HeldBody(UUID id, String name, String reason, String placedBy, Instant placedAt) {

        static HeldBody of(Hold hold) {
            return new HeldBody(
                    hold.id(), hold.name(), hold.reason(), hold.placedByName(), hold.placedAt());
        }
    }

    /** A rule of the firm's own. */
    record Wanted(
            @Nullable String name,
            @Nullable List<String> categories,
            @Nullable List<String> classifications,
            @Nullable String tag,
            @Nullable String jurisdiction,
            @Nullable String keep,
            @Nullable String from,
            @Nullable String source,
            @Nullable String url) {

        NewRule rule() {
            return NewRule.of(
                    new NewRule.Sent(
                            name,
                            categories,
                            classifications,
                            tag,
                            jurisdiction,
                            keep,
                            from,
                            source,
                            url));
        }
    }

    /** When the work for a client ended. */
    record End(@Nullable LocalDate on) {}

    private final Schedules schedules;

    ScheduleApi(Schedules schedules) {
        this.schedules = schedules;
    }

    @GetMapping("/retention")
    Schedules.Counts counts() {
        return schedules.counts();
    }

    @GetMapping("/retention/rules")
    Slice<RuleBody> rules() {
        return new Slice<>(schedules.all(), null).map(RuleBody::of);
    }

    @PostMapping("/retention/rules")
    ResponseEntity<RuleBody> add(@RequestBody Wanted wanted) {
        var rule = schedules.add(wanted.rule());
        return ResponseEntity.created(URI.create("/api/v1/retention/rules/" + rule.id()))
                .eTag(ETags.of(rule.version()))
                .body(RuleBody.of(rule));
    }

    @GetMapping("/retention/rules/{id}")
    ResponseEntity<RuleBody> find(@PathVariable UUID id) {
        return answer(schedules.find(id));
    }

    @PutMapping("/retention/rules/{id}")
    ResponseEntity<RuleBody> change(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Wanted wanted) {
        return answer(schedules.change(id, Math.toIntExact(ETags.version(ifMatch)), wanted.rule()));
    }

    @DeleteMapping("/retention/rules/{id}")
    ResponseEntity<Void> end(@PathVariable UUID id) {
        schedules.end(id);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/documents/{id}/retention")
    KeptBody explain(@PathVariable UUID id) {
        return KeptBody.of(schedules.explain(id));
    }

    @GetMapping("/clients/{id}/end-of-work")
    End endOfWork(@PathVariable UUID id) {
        return new End(schedules.clientEnd(id).orElse(null));
    }

    @PutMapping("/clients/{id}/end-of-work")
    End endOfWork(@PathVariable UUID id, @RequestBody End end) {
        schedules.clientEnded(id, end.on());
        return end;
    }

    private static ResponseEntity<RuleBody> answer(RetentionRule rule) {
        return ResponseEntity.ok().eTag(ETags.of(rule.version())).body(RuleBody.of(rule));
    }
}
