package io.practiceops.practice.retention;

import io.practiceops.foundation.jobs.Tasks;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.practice.documents.Disposal;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.retention.DisposalOrder.Item;
import io.practiceops.practice.retention.DisposalOrder.ItemState;
import io.practiceops.practice.retention.DisposalOrder.State;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEntry;
import io.practiceops.trust.audit.AuditEvent;
import io.practiceops.trust.audit.AuditTrail;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Disposes of the documents of an approved order, one by one and in the name of who approved it. An
 * order is settled one document at a time, so that the last of them finishes it.
 */
@Component
class DisposalWork {

    /** Disposes of one document of an order. */
    record DisposeOf(UUID order, UUID document) {}

    private static final int LATEST = 5;

    private final OrderStore store;
    private final Disposal disposal;
    private final RetainedStore kept;
    private final Tasks tasks;
    private final AuditTrail trail;
    private final Audit audit;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    DisposalWork(
            OrderStore store,
            Disposal disposal,
            RetainedStore kept,
            Tasks tasks,
            AuditTrail trail,
            Audit audit,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.disposal = disposal;
        this.kept = kept;
        this.tasks = tasks;
        this.trail = trail;
        this.audit = audit;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Twice does no harm: what is settled stays so. */
    @Transactional
    void dispose(DisposeOf task) {
        var order = store.lock(task.order()).orElseThrow();
        var item = store.item(task.order(), task.document()).orElseThrow();
        if (order.state() != State.APPROVED || item.state() != ItemState.PENDING) {
            return;
        }
        var whole = store.wholeOf(item.document());
        settle(order, item);
        whole.filter(mail -> store.withoutPendingParts(order.id()).contains(mail))
                .ifPresent(mail -> tasks.schedule(new DisposeOf(order.id(), mail)));
        if (store.any(order.id()).orElseThrow().counts().pending() == 0) {
            finish(order.id());
        }
    }

    /**
     * What keeps it is asked at this moment. A hold that comes between that and the end makes
     * {@link Disposal} refuse, and the next try finds it here.
     */
    private void settle(DisposalOrder order, Item item) {
        var why = whyNot(order, item);
        if (why != null) {
            store.refused(order.id(), item.document(), why);
            audit.record(
                    AuditEvent.done("disposal.left-out", Documents.KIND, item.document())
                            .detail("order", order.id())
                            .personal("why", why));
            return;
        }
        var stone = disposal.dispose(item.document(), because(order, item));
        var entry =
                trail.historyOf(Documents.KIND, item.document(), LATEST).stream()
                        .filter(one -> one.action().equals("document.disposed"))
                        .map(AuditEntry::id)
                        .findFirst()
                        .orElse(null);
        store.disposed(order.id(), item.document(), stone.sha256(), stone.disposedAt(), entry);
    }

    private @Nullable String whyNot(DisposalOrder order, Item item) {
        var client = store.lockClientOf(item.document());
        if (client.isEmpty()) {
            return "It was gone already.";
        }
        if (order.kind() == DisposalOrder.Kind.ERASURE && !client.get().equals(item.client())) {
            return "It is another client's now.";
        }
        var reasons = disposal.keptBy(item.document());
        if (!reasons.isEmpty()) {
            return String.join(" ", reasons);
        }
        return store.hasParts(item.document())
                ? "What was attached to it stays, so it stays with that."
                : null;
    }

    private static String because(DisposalOrder order, Item item) {
        var time =
                item.keptUntil() == null
                        ? "No rule kept it."
                        : "Kept until %s by the rule %s."
                                .formatted(Days.inWords(item.keptUntil()), item.rule());
        return "%s %s order %s."
                .formatted(
                        time,
                        order.kind() == DisposalOrder.Kind.ERASURE
                                ? "Erased on request by"
                                : "Disposed of by",
                        order.id());
    }

    /** In a transaction that holds the order. */
    void finish(UUID id) {
        var order = store.any(id).orElseThrow();
        var at = clock.instant();
        var certificate = Certificate.of(Acting.firm(), order, store.items(id), at, json);
        store.finish(id, at, certificate.json(), certificate.hash());
        audit.record(
                AuditEvent.done("disposal.finished", DisposalOrders.KIND, id)
                        .detail("disposed", order.counts().disposed())
                        .detail("left-out", order.counts().refused())
                        .detail("sha256", certificate.hash()));
        goOn(order);
    }

    /** An erasure that could not take everything waits on for the rest. */
    private void goOn(DisposalOrder order) {
        var client = order.client();
        if (client == null || kept.ofClient(client).isEmpty()) {
            return;
        }
        var rest =
                new DisposalOrder(
                        ids.next(),
                        DisposalOrder.Kind.ERASURE,
                        client,
                        order.reason(),
                        State.WAITING,
                        order.proposedBy(),
                        order.proposedByName(),
                        clock.instant(),
                        null,
                        null,
                        null,
                        new DisposalOrder.Counts(0, 0, 0, 0));
        store.insert(rest);
        audit.record(
                AuditEvent.done("erasure.goes-on", DisposalOrders.KIND, rest.id())
                        .detail("client", client)
                        .detail("after", order.id()));
    }
}
