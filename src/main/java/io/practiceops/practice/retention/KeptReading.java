package io.practiceops.practice.retention;

import io.practiceops.practice.documents.KeepsDocuments;
import io.practiceops.practice.retention.RetainedStore.Row;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what keeps a document; and says so to whoever would dispose of it. */
@Component
class KeptReading implements KeepsDocuments {

    private final RetainedStore store;
    private final HoldStore holds;
    private final RulesInForce rules;

    KeptReading(RetainedStore store, HoldStore holds, RulesInForce rules) {
        this.store = store;
        this.holds = holds;
        this.rules = rules;
    }

    Kept of(UUID document) {
        var facts = store.facts(List.of(document)).stream().findFirst().orElse(null);
        var now = rules.all();
        var today = rules.today();
        var given =
                store.given(List.of(document)).stream()
                        .map(row -> given(row, facts, now, today))
                        .sorted(Kept.LONGEST_FIRST)
                        .toList();
        return new Kept(
                document,
                store.isCounted(document),
                given,
                holds.standingOver(document),
                holds.closedOver(document),
                today);
    }

    private static Kept.Given given(
            Row row,
            @Nullable DocumentFacts document,
            List<RetentionRule> now,
            java.time.LocalDate today) {
        var rule = now.stream().filter(one -> one.id().equals(row.rule())).findFirst().orElse(null);
        var applies =
                rule != null
                        && document != null
                        && rule.version() == row.version()
                        && rule.isInForce(today)
                        && rule.scope().fits(document);
        return new Kept.Given(
                row.rule(),
                row.version(),
                row.name(),
                row.period(),
                row.from(),
                row.countedFrom(),
                row.until(),
                applies,
                rule);
    }

    @Override
    public List<String> reasons(UUID document) {
        return of(document).reasons();
    }
}
