package io.practiceops.practice.retention;

import io.practiceops.foundation.jobs.Tasks;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.practice.documents.Disposal;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.retention.DisposalOrder.State;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Disposal of documents whose time is over: one proposes, another approves, the queue does it. */
@Service
public class DisposalOrders {

    public static final Right PROPOSE = new Right("disposal.propose");
    public static final Right APPROVE = new Right("disposal.approve");

    static final String KIND = "disposal-order";

    /** Documents of one order. */
    static final int MOST = 500;

    private final OrderStore store;
    private final DueStore due;
    private final KeptReading kept;
    private final RulesInForce rules;
    private final DisposalWork work;
    private final Documents documents;
    private final Tasks tasks;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    DisposalOrders(
            OrderStore store,
            DueStore due,
            KeptReading kept,
            RulesInForce rules,
            DisposalWork work,
            Documents documents,
            Tasks tasks,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.due = due;
        this.kept = kept;
        this.rules = rules;
        this.work = work;
        this.documents = documents;
        this.tasks = tasks;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A document whose time is over and that nothing holds.
     *
     * @param until the last day it was kept on; null where no rule ever kept it
     */
    public record Due(Document document, @Nullable LocalDate until) {}

    /** What a list of them is narrowed to; nulls stand for everything. */
    public record Filter(
            @Nullable UUID client,
            Document.@Nullable Category category,
            @Nullable LocalDate before) {

        public static final Filter NONE = new Filter(null, null, null);
    }

    /** Those longest over first, without those the actor may not see or an order has already. */
    @Transactional(readOnly = true)
    public Slice<Due> due(Filter filter, @Nullable String cursor, int limit) {
        Acting.require(Schedules.READ);
        var after = Cursor.parse(cursor, 2);
        var found =
                due.list(
                        new DueStore.Filter(filter.client(), filter.category(), filter.before()),
                        rules.today(),
                        after == null ? null : day(after.text(0)),
                        after == null ? null : after.id(1),
                        limit + 1);
        var slice = Slice.of(found, limit, one -> Cursor.at(one.until(), one.document()));
        var visible =
                byId(
                        documents.findAll(
                                slice.items().stream().map(DueStore.Due::document).toList()));
        var items =
                slice.items().stream()
                        .filter(one -> visible.containsKey(one.document()))
                        .map(one ->
                                new Due(
                                        java.util.Objects.requireNonNull(
                                                visible.get(one.document())),
                                        one.until().equals(DueStore.Due.NO_RULE)
                                                ? null
                                                : one.until()))
                        .toList();
        return new Slice<>(items, slice.next());
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (java.time.format.DateTimeParseException tampered) {
            throw Problem.invalid(
                    "cursor", "This cursor is not one of ours. Start again without it.");
        }
    }

    /** Proposes to dispose of those documents; refused while anything keeps one of them. */
    @Transactional
    public DisposalOrder propose(List<UUID> wanted, @Nullable String reason) {
        Acting.require(PROPOSE);
        var distinct = wanted.stream().distinct().toList();
        new Invalid()
                .line("reason", reason, 1000, "Say why these documents should go.")
                .unless(
                        !distinct.isEmpty() && distinct.size() <= MOST,
                        "documents",
                        "Choose 1 to %d documents.".formatted(MOST))
                .throwIfAny();
        var found = documents.findAll(distinct);
        if (found.size() != distinct.size()) {
            throw Problem.notFound("document");
        }
        found.forEach(this::refuseKept);
        var order =
                order(DisposalOrder.Kind.DISPOSAL, null, State.PROPOSED, String.valueOf(reason));
        store.insert(order);
        if (store.take(order.id(), distinct) != distinct.size()) {
            throw Problem.conflict(
                    "Some of these documents are in another disposal order.",
                    "Load the list again; it shows those that are free.");
        }
        audit.record(
                AuditEvent.done("disposal.proposed", KIND, order.id())
                        .detail("documents", distinct.size())
                        .personal("reason", order.reason()));
        return find(order.id());
    }

    DisposalOrder order(
            DisposalOrder.Kind kind, @Nullable UUID client, State state, String reason) {
        var actor = Acting.actor();
        return new DisposalOrder(
                ids.next(),
                kind,
                client,
                reason.strip(),
                state,
                person(),
                actor.name(),
                clock.instant(),
                null,
                null,
                null,
                new DisposalOrder.Counts(0, 0, 0, 0));
    }

    private static UUID person() {
        var id = Acting.actor().id();
        if (id == null) {
            throw Problem.notAllowed(
                    "Somebody must answer for a disposal, so PracticeOps itself cannot.");
        }
        return id;
    }

    private void refuseKept(Document document) {
        var reasons = kept.reasons(document.id());
        if (!reasons.isEmpty()) {
            throw Problem.conflict(
                    "“%s” must stay. %s".formatted(document.name(), String.join(" ", reasons)),
                    "Propose those that nothing keeps.");
        }
    }

    /** Approves what somebody else proposed; each document is then disposed of by the queue. */
    @Transactional
    public DisposalOrder approve(UUID id) {
        Acting.require(APPROVE);
        Acting.require(Disposal.DISPOSE);
        Acting.requireFreshProof();
        var order = open(id);
        if (order.state() != State.PROPOSED) {
            throw Problem.conflict(
                    "This waits until nothing keeps its documents any more.",
                    "It comes up for approval by itself.");
        }
        refuseOwn(order);
        store.keepReaders(id);
        store.decide(id, State.APPROVED, decision(null));
        audit.record(
                AuditEvent.done("disposal.approved", KIND, id)
                        .detail("documents", order.counts().pending())
                        .detail("proposed-by", order.proposedBy()));
        store.withoutPendingParts(id)
                .forEach(document -> tasks.schedule(new DisposalWork.DisposeOf(id, document)));
        if (order.counts().pending() == 0) {
            work.finish(id);
        }
        return find(id);
    }

    @Transactional
    public DisposalOrder decline(UUID id, @Nullable String reason) {
        Acting.require(APPROVE);
        var order = open(id);
        refuseOwn(order);
        new Invalid()
                .line("reason", reason, 1000, "Say why these documents should stay.")
                .throwIfAny();
        store.declineItems(id);
        store.decide(id, State.DECLINED, decision(String.valueOf(reason).strip()));
        audit.record(
                AuditEvent.done("disposal.declined", KIND, id)
                        .detail("documents", order.counts().pending())
                        .personal("reason", reason));
        return find(id);
    }

    private DisposalOrder open(UUID id) {
        find(id);
        var order = store.lock(id).orElseThrow();
        if (!order.state().canBeDeclined()) {
            throw Problem.conflict("This was decided already.", "Load it again to see by whom.");
        }
        refuseClosed(id, "This is not yours to decide: part of it is closed to you.");
        return order;
    }

    /** Whether the actor sees all of an order, as whoever decides about it must. */
    @Transactional(readOnly = true)
    public boolean isWhole(UUID id) {
        find(id);
        return store.closed(id).isEmpty();
    }

    private void refuseClosed(UUID id, String why) {
        if (!store.closed(id).isEmpty()) {
            throw Problem.conflict(why, "Ask somebody to whom all of it is open.");
        }
    }

    private static void refuseOwn(DisposalOrder order) {
        if (person().equals(order.proposedBy())) {
            throw new Problem(
                    ProblemType.NOT_ALLOWED,
                    "Nobody decides about a disposal they proposed themselves.",
                    "Ask somebody else who may approve disposals.");
        }
    }

    private DisposalOrder.Decision decision(@Nullable String reason) {
        return new DisposalOrder.Decision(person(), Acting.actor().name(), clock.instant(), reason);
    }

    @Transactional(readOnly = true)
    public DisposalOrder find(UUID id) {
        Acting.require(Schedules.READ);
        return store.find(id).orElseThrow(() -> Problem.notFound("disposal order"));
    }

    /** The newest first; all with null. */
    @Transactional(readOnly = true)
    public Slice<DisposalOrder> list(@Nullable State state, @Nullable String cursor, int limit) {
        Acting.require(Schedules.READ);
        var before = Cursor.parse(cursor, 1);
        return Slice.of(
                store.list(state, before == null ? null : before.id(0), limit + 1),
                limit,
                order -> Cursor.at(order.id()));
    }

    @Transactional(readOnly = true)
    public List<DisposalOrder.Item> items(UUID id) {
        find(id);
        return store.openItems(id);
    }

    /** The certificate of a finished order; its export is on record. */
    @Transactional
    public Certificate certificate(UUID id) {
        var order = find(id);
        refuseClosed(id, "Part of what this certifies is closed to you.");
        var json =
                store.certificate(id)
                        .orElseThrow(() ->
                                Problem.conflict(
                                        "This is not finished, so it has no certificate.",
                                        "Come back when the last document is settled."));
        audit.record(
                AuditEvent.done("disposal.certificate-exported", KIND, id)
                        .detail("sha256", String.valueOf(order.certificateHash())));
        return new Certificate(json, String.valueOf(order.certificateHash()));
    }

    private static java.util.Map<UUID, Document> byId(List<Document> documents) {
        return documents.stream().collect(Collectors.toMap(Document::id, Function.identity()));
    }
}
