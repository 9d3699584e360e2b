package io.practiceops.practice.retention;

import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.Moment;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Document.Classification;
import io.practiceops.practice.documents.Documents;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds, orders and their documents as pages show them, with the names of clients. */
@Component
class RetentionRows {

    private final Clients clients;
    private final Documents documents;
    private final Holds holds;
    private final Clock clock;

    RetentionRows(Clients clients, Documents documents, Holds holds, Clock clock) {
        this.clients = clients;
        this.documents = documents;
        this.holds = holds;
        this.clock = clock;
    }

    List<HoldRow> holds(List<Hold> found, ZoneId zone) {
        var names =
                names(
                        found.stream()
                                .map(hold -> hold.covers().client())
                                .filter(Objects::nonNull)
                                .toList());
        return found.stream()
                .map(hold ->
                        new HoldRow(
                                hold,
                                over(hold.covers(), names),
                                holds.caught(hold.id()),
                                moment(hold.placedAt(), zone),
                                hold.release() == null ? null : moment(hold.release().at(), zone)))
                .toList();
    }

    private static String over(Hold.Covers covers, Map<UUID, String> names) {
        var client = covers.client() == null ? null : names.get(covers.client());
        return switch (covers.scope()) {
            case DOCUMENTS -> "Documents one by one";
            case CLIENT -> "All papers of %s, also later ones".formatted(client);
            case FILTER -> filter(covers, client);
        };
    }

    private static String filter(Hold.Covers covers, @Nullable String client) {
        var parts = new ArrayList<String>();
        if (!covers.categories().isEmpty()) {
            parts.add(
                    covers.categories().stream()
                            .sorted()
                            .map(Category::title)
                            .collect(Collectors.joining(", ")));
        }
        if (!covers.classifications().isEmpty()) {
            parts.add(
                    covers.classifications().stream()
                            .sorted()
                            .map(Classification::title)
                            .collect(Collectors.joining(", ")));
        }
        if (covers.yearFrom() != null || covers.yearTo() != null) {
            parts.add(
                    "years %s to %s"
                            .formatted(
                                    covers.yearFrom() == null ? "any" : covers.yearFrom(),
                                    covers.yearTo() == null ? "any" : covers.yearTo()));
        }
        if (covers.tag() != null) {
            parts.add("tagged “%s”".formatted(covers.tag()));
        }
        if (client != null) {
            parts.add("of " + client);
        }
        return String.join(" · ", parts)
                + (covers.future() ? ", also later ones" : ", as of its placing");
    }

    List<CaughtRow> caught(List<Holds.Caught> caught, ZoneId zone) {
        var names = names(caught.stream().map(one -> one.document().clientId()).toList());
        return caught.stream()
                .map(one ->
                        new CaughtRow(
                                one.document(),
                                names.getOrDefault(one.document().clientId(), ""),
                                moment(one.since(), zone),
                                one.later()))
                .toList();
    }

    List<DueRow> due(List<DisposalOrders.Due> due) {
        var names = names(due.stream().map(one -> one.document().clientId()).toList());
        return due.stream()
                .map(one ->
                        new DueRow(
                                one.document(),
                                names.getOrDefault(one.document().clientId(), ""),
                                until(one.until())))
                .toList();
    }

    List<OrderRow> orders(List<DisposalOrder> orders, ZoneId zone) {
        var names =
                names(orders.stream().map(DisposalOrder::client).filter(Objects::nonNull).toList());
        return orders.stream().map(order -> order(order, names, zone)).toList();
    }

    private OrderRow order(DisposalOrder order, Map<UUID, String> names, ZoneId zone) {
        var count = order.counts().all();
        var documents = count == 1 ? "1 document" : "%,d documents".formatted(count);
        var of =
                order.client() == null
                        ? documents
                        : "All papers of " + names.getOrDefault(order.client(), "a client");
        return new OrderRow(
                order,
                of,
                moment(order.proposedAt(), zone),
                order.decision() == null ? null : moment(order.decision().at(), zone),
                order.finishedAt() == null ? null : moment(order.finishedAt(), zone));
    }

    List<ItemRow> items(List<DisposalOrder.Item> items) {
        var names = names(items.stream().map(DisposalOrder.Item::client).toList());
        var there =
                documents
                        .findAll(items.stream().map(DisposalOrder.Item::document).toList())
                        .stream()
                        .collect(Collectors.toMap(Document::id, Function.identity()));
        return items.stream()
                .map(item -> {
                    var document = there.get(item.document());
                    return new ItemRow(
                            item,
                            document == null ? item.category().title() : document.name(),
                            names.getOrDefault(item.client(), ""),
                            until(item.keptUntil()));
                })
                .toList();
    }

    private static String until(@Nullable LocalDate day) {
        return day == null ? "no rule kept it" : Days.inWords(day);
    }

    private Moment moment(Instant at, ZoneId zone) {
        return Moment.from(clock.instant(), at, zone);
    }

    private Map<UUID, String> names(Collection<UUID> of) {
        return of.isEmpty() ? Map.of() : clients.names(Set.copyOf(of));
    }

    static List<Choice> categories() {
        return Arrays.stream(Category.values())
                .map(one -> new Choice(one.name(), one.title()))
                .toList();
    }

    static List<Choice> classifications() {
        return Arrays.stream(Classification.values())
                .map(one -> new Choice(one.name(), one.title()))
                .toList();
    }
}
