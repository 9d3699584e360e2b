package io.practiceops.practice.retention;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Card;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Nav;
import io.practiceops.foundation.kernel.Panel;
import io.practiceops.foundation.kernel.Panel.NeedsAction;
import io.practiceops.foundation.kernel.Panel.Tile;
import io.practiceops.foundation.kernel.Panel.Todo;
import io.practiceops.foundation.web.Limit;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where retention stands in the rail and on the overview. */
@Configuration(proxyBeanMethods = false)
class RetentionConsole {

    @Bean
    Nav retentionInTheRail() {
        return place(24, "Retention", "/retention", "ledger");
    }

    @Bean
    Nav holdsInTheRail() {
        return place(25, "Legal holds", "/holds", "conduct");
    }

    @Bean
    Nav disposalsInTheRail() {
        return place(26, "Disposals", "/disposals", "privacy");
    }

    private static Nav place(int order, String label, String url, String icon) {
        return new Nav(Nav.Wing.PRACTICE, order, label, url, icon, null, false, Schedules.READ);
    }

    @Bean
    Panel dueForDisposal(Schedules schedules) {
        return new Card(
                "Due for disposal",
                "/disposals/due",
                Schedules.READ,
                34,
                () -> due(schedules.counts()));
    }

    private static Tile due(Schedules.Counts counts) {
        return new Tile("%,d".formatted(counts.due()), "of %,d documents".formatted(counts.all()));
    }

    @Bean
    Panel legalHolds(Schedules schedules, Holds holds) {
        return new Card(
                "Legal holds",
                "/holds",
                Schedules.READ,
                35,
                () -> new Tile("%,d".formatted(holds.count(true)), held(schedules.counts())));
    }

    private static String held(Schedules.Counts counts) {
        return "%,d of %,d documents held".formatted(counts.held(), counts.all());
    }

    @Bean
    Panel disposalsToDecide(DisposalOrders orders) {
        return new Card(
                "Disposals", "/disposals", DisposalOrders.APPROVE, 12, () -> toDecide(orders));
    }

    /** Those somebody else proposed: nobody decides about their own. */
    private static NeedsAction toDecide(DisposalOrders orders) {
        var me = Acting.actor().id();
        var proposed =
                orders.list(DisposalOrder.State.PROPOSED, null, Limit.DEFAULT).items().stream()
                        .filter(order -> !Objects.equals(order.proposedBy(), me))
                        .toList();
        return new NeedsAction(
                "%d disposals to decide".formatted(proposed.size()),
                proposed.stream().map(RetentionConsole::todo).toList());
    }

    private static Todo todo(DisposalOrder order) {
        var documents =
                order.counts().all() == 1 ? "1 document" : order.counts().all() + " documents";
        return new Todo(
                Health.WARN,
                "%s of %s waits for approval".formatted(order.kind().title(), documents),
                "Proposed by %s: %s".formatted(order.proposedByName(), order.reason()),
                "/disposals/" + order.id(),
                "Decide");
    }
}
