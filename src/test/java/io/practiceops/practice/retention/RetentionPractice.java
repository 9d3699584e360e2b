package io.practiceops.practice.retention;

import io.practiceops.TestFirm;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.practice.clients.Client;
import io.practiceops.practice.clients.ClientDetails;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Document.Classification;
import io.practiceops.practice.documents.DocumentDetails;
import io.practiceops.practice.documents.DocumentReaders;
import io.practiceops.practice.documents.Documents;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.access.Roles;
import io.practiceops.trust.access.User;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/** A firm with somebody who proposes, somebody who approves, and papers of clients. */
final class RetentionPractice {

    final TestFirm firm;
    final User proposer;
    final User approver;

    private final ApplicationContext application;
    private int papers;

    RetentionPractice(ApplicationContext application) {
        this.application = application;
        // What the queue would do is done when the test says so.
        application.getBean("queue", SmartLifecycle.class).stop();
        this.firm = new TestFirm(application);
        this.proposer = firm.add("petra", Role.PROFESSIONAL);
        this.approver = firm.add("conrad", Role.COMPLIANCE);
    }

    <T> T asProposer(ScopedValue.CallableOp<T, RuntimeException> work) {
        return as(proposer, work);
    }

    <T> T asApprover(ScopedValue.CallableOp<T, RuntimeException> work) {
        return as(approver, work);
    }

    /** With a fresh proof of who they are. */
    <T> T as(User user, ScopedValue.CallableOp<T, RuntimeException> work) {
        var rights = application.getBean(Roles.class).rightsOf(user.roles());
        var actor =
                new Actor(Actor.Kind.USER, user.id(), null, user.name(), firm.id(), rights)
                        .with(Actor.Proof.FRESH);
        return Acting.as(actor, "test", work);
    }

    UUID client(@Nullable String state) {
        return firm.asSystem(() ->
                        application
                                .getBean(Clients.class)
                                .take(
                                        new ClientDetails(
                                                Client.Kind.INDIVIDUAL,
                                                "Ada",
                                                null,
                                                null,
                                                null,
                                                state,
                                                null)))
                .id();
    }

    UUID paper(UUID client, Category category, @Nullable Integer year) {
        return paper(client, category, year, null);
    }

    /** What was attached to an e-mail. */
    UUID part(UUID client, UUID mail) {
        return paper(client, Category.CONTRACT, null, mail);
    }

    private UUID paper(
            UUID client, Category category, @Nullable Integer year, @Nullable UUID partOf) {
        var text = "%PDF-1.4 no. " + papers++ + " of " + firm.id();
        var details =
                new DocumentDetails(
                        client,
                        "paper-" + papers + ".pdf",
                        "",
                        category,
                        Classification.CONFIDENTIAL,
                        year,
                        List.of());
        return firm.asSystem(() ->
                        application
                                .getBean(Documents.class)
                                .upload(
                                        details,
                                        partOf,
                                        new ByteArrayInputStream(
                                                text.getBytes(StandardCharsets.UTF_8))))
                .id();
    }

    /** Files a document differently. */
    Document file(UUID document, Category category, @Nullable Integer year, List<String> tags) {
        var documents = application.getBean(Documents.class);
        return firm.asSystem(() -> {
            var before = documents.find(document);
            var details = before.details();
            return documents.change(
                    document,
                    before.version(),
                    new DocumentDetails(
                            details.clientId(),
                            details.name(),
                            details.folder(),
                            category,
                            details.classification(),
                            year,
                            tags));
        });
    }

    /** To another client. */
    Document move(UUID document, UUID client) {
        var documents = application.getBean(Documents.class);
        return firm.asSystem(() -> {
            var before = documents.find(document);
            var details = before.details();
            return documents.change(
                    document,
                    before.version(),
                    new DocumentDetails(
                            client,
                            details.name(),
                            details.folder(),
                            details.category(),
                            details.classification(),
                            details.year(),
                            details.tags()));
        });
    }

    /** Only the proposer may change it from now on, and only those read it besides. */
    void close(UUID document, User... others) {
        var named = application.getBean(DocumentReaders.class);
        firm.asSystem(() -> {
            named.name(document, proposer.id(), true);
            for (var other : others) {
                named.name(document, other.id(), false);
            }
            return document;
        });
    }

    Kept kept(UUID document) {
        return firm.asSystem(() -> application.getBean(Schedules.class).explain(document));
    }

    Hold hold(String name, Hold.Covers covers, UUID... documents) {
        return asApprover(() ->
                application
                        .getBean(Holds.class)
                        .place(
                                new NewHold(
                                        name, "A claim is pending.", covers, List.of(documents))));
    }

    Hold release(Hold hold) {
        return asApprover(
                () -> application.getBean(Holds.class).release(hold.id(), "The claim is settled."));
    }

    DisposalOrder propose(UUID... documents) {
        return asProposer(() ->
                application
                        .getBean(DisposalOrders.class)
                        .propose(List.of(documents), "Their time is over."));
    }

    DisposalOrder approve(DisposalOrder order) {
        return asApprover(() -> application.getBean(DisposalOrders.class).approve(order.id()));
    }

    DisposalOrder find(DisposalOrder order) {
        return firm.asSystem(() -> application.getBean(DisposalOrders.class).find(order.id()));
    }

    /** Does what the queue would do. */
    DisposalOrder work(DisposalOrder order) {
        var work = application.getBean(DisposalWork.class);
        var orders = application.getBean(DisposalOrders.class);
        var store = application.getBean(OrderStore.class);
        var transaction =
                application.getBean(
                        org.springframework.transaction.support.TransactionTemplate.class);
        while (true) {
            List<UUID> next =
                    firm.asSystem(
                            () -> transaction.execute(_ -> store.withoutPendingParts(order.id())));
            if (next == null || next.isEmpty()) {
                return firm.asSystem(() -> orders.find(order.id()));
            }
            for (var document : next) {
                asApprover(() -> {
                    work.dispose(new DisposalWork.DisposeOf(order.id(), document));
                    return document;
                });
            }
        }
    }

    boolean isThere(UUID document) {
        return !firm.asSystem(() ->
                        application.getBean(Documents.class).findAll(List.copyOf(Set.of(document))))
                .isEmpty();
    }
}
