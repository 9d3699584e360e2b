package io.practiceops.practice.retention;

import io.practiceops.foundation.jobs.Tasks;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.retention.DisposalOrder.State;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Clients who ask that their papers go. While rules or holds keep any of them the request waits; it
 * comes up for approval by itself when the last of them is over, and is then a disposal as any
 * other.
 */
@Service
public class Erasures {

    /** Has the waiting requests of the task's firm looked at. */
    record LookAgain() {}

    private final OrderStore store;
    private final DisposalOrders orders;
    private final DueStore due;
    private final RetainedStore kept;
    private final RulesInForce rules;
    private final Clients clients;
    private final Tasks tasks;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Erasures(
            OrderStore store,
            DisposalOrders orders,
            DueStore due,
            RetainedStore kept,
            RulesInForce rules,
            Clients clients,
            Tasks tasks,
            Audit audit,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.orders = orders;
        this.due = due;
        this.kept = kept;
        this.rules = rules;
        this.clients = clients;
        this.tasks = tasks;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Asks that all documents of a client go, as soon as nothing keeps them. */
    @Transactional
    public DisposalOrder request(UUID client, @Nullable String reason) {
        Acting.require(DisposalOrders.PROPOSE);
        var name = clients.find(client).name();
        new Invalid().line("reason", reason, 1000, "Say who asked for it and how.").throwIfAny();
        store.erasureOf(client)
                .ifPresent(open -> {
                    throw Problem.conflict(
                            "The erasure of this client's papers is asked for already.",
                            "It is at /disposals/" + open.id() + ".");
                });
        if (due.waits(client).all() == 0) {
            throw Problem.conflict("This client has no documents.", "There is nothing to erase.");
        }
        var order =
                orders.order(
                        DisposalOrder.Kind.ERASURE, client, State.WAITING, String.valueOf(reason));
        store.insert(order);
        audit.record(
                AuditEvent.done("erasure.requested", DisposalOrders.KIND, order.id())
                        .named(name)
                        .detail("client", client)
                        .personal("reason", order.reason()));
        tasks.schedule(new LookAgain());
        return store.find(order.id()).orElseThrow();
    }

    /** What a waiting erasure waits for, in words; empty when it waits for nothing. */
    @Transactional(readOnly = true)
    public List<String> reasons(UUID id) {
        Acting.require(Schedules.READ);
        var order = orders.find(id);
        return order.client() == null || order.state() != State.WAITING
                ? List.of()
                : words(due.waits(order.client()), rules.today());
    }

    /** The request over that client's papers that is not over. */
    @Transactional(readOnly = true)
    public Optional<DisposalOrder> of(UUID client) {
        Acting.require(Schedules.READ);
        clients.find(client);
        return store.erasureOf(client);
    }

    private static List<String> words(DueStore.Waits waits, LocalDate today) {
        var words = new ArrayList<String>();
        waits.holds()
                .forEach(hold ->
                        words.add(
                                hold == null
                                        ? "A hold that is closed to you is not released."
                                        : "The hold “%s” is not released.".formatted(hold)));
        if (waits.uncounted() > 0) {
            words.add(
                    "How long %d of the documents must be kept is not worked out yet."
                            .formatted(waits.uncounted()));
        }
        if (waits.open() > 0) {
            words.add(
                    "%d of the documents wait for the end of the work for this client to be recorded."
                            .formatted(waits.open()));
        }
        if (waits.latest() != null && !waits.latest().isBefore(today)) {
            words.add(
                    "A rule keeps some of the documents until %s."
                            .formatted(Days.inWords(waits.latest())));
        }
        return words;
    }

    /** Each waiting request of the firm, as PracticeOps itself and in a transaction of its own. */
    void lookAgain() {
        Acting.as(
                Actor.system("Retention", Acting.firm()),
                () -> {
                    List<UUID> waiting = transaction.execute(_ -> store.waiting());
                    if (waiting != null) {
                        waiting.forEach(id -> transaction.executeWithoutResult(_ -> lookAt(id)));
                    }
                });
    }

    private void lookAt(UUID id) {
        var order = store.lock(id).orElseThrow();
        var client = order.client();
        if (client == null
                || order.state() != State.WAITING
                || !due.waits(client).isOver(rules.today())) {
            return;
        }
        store.take(id, kept.ofClient(client));
        store.ready(id);
        audit.record(
                AuditEvent.done("erasure.ready", DisposalOrders.KIND, id)
                        .detail("client", client)
                        .detail("documents", store.items(id).size()));
    }
}
