package io.practiceops.practice.retention;

import io.practiceops.practice.retention.RetainedStore.Row;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Works out until when documents are kept, and stores it. Twice does no harm. */
@Component
class Counting {

    private final RulesInForce rules;
    private final RetainedStore store;
    private final Clock clock;

    Counting(RulesInForce rules, RetainedStore store, Clock clock) {
        this.rules = rules;
        this.store = store;
        this.clock = clock;
    }

    void count(Collection<UUID> documents) {
        count(store.factsToStay(documents), rules.now());
    }

    void count(List<DocumentFacts> documents, List<RetentionRule> now) {
        var ids = documents.stream().map(DocumentFacts::document).toList();
        var rows = new ArrayList<Row>();
        for (var document : documents) {
            now.stream()
                    .filter(rule -> rule.scope().fits(document))
                    .map(rule -> row(document, rule))
                    .forEach(rows::add);
        }
        rows.addAll(nowKnown(documents, ids));
        store.give(rows.stream().distinct().toList(), clock.instant());
        store.sum(ids, RulesInForce.fingerprint(now), clock.instant());
    }

    private static Row row(DocumentFacts document, RetentionRule rule) {
        var from = rule.from().dayOf(document);
        return new Row(
                document.document(),
                rule.id(),
                rule.version(),
                rule.name(),
                rule.period(),
                rule.from(),
                from.orElse(null),
                from.map(rule.period()::lastDay).orElse(null));
    }

    /** What waited for a day that is on record now, whether its rule still applies or not. */
    private List<Row> nowKnown(List<DocumentFacts> documents, List<UUID> ids) {
        var facts =
                documents.stream()
                        .collect(Collectors.toMap(DocumentFacts::document, Function.identity()));
        return store.given(ids).stream()
                .filter(row -> row.until() == null)
                .flatMap(row -> {
                    var document = facts.get(row.document());
                    Optional<LocalDate> from =
                            document == null ? Optional.empty() : row.from().dayOf(document);
                    return from.map(day -> dated(row, day)).stream();
                })
                .toList();
    }

    private static Row dated(Row row, LocalDate from) {
        return new Row(
                row.document(),
                row.rule(),
                row.version(),
                row.name(),
                row.period(),
                row.from(),
                from,
                row.period().lastDay(from));
    }
}
