package io.practiceops.practice.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.InPractice;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.practice.clients.Walls;
import io.practiceops.practice.documents.Disposal;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.DocumentReaders;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.retention.DisposalOrder.ItemState;
import io.practiceops.practice.retention.DisposalOrder.State;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.access.User;
import io.practiceops.trust.audit.AuditTrail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Holds, and how documents go in the end. */
@InPractice
@Import(LaterYears.class)
class DisposalTests {

    private static final Duration EIGHT_YEARS = Duration.ofDays(8 * 366);
    private static final int ROUNDS = 12;

    private final ApplicationContext application;
    private final DisposalOrders orders;
    private final Erasures erasures;
    private final Disposal disposal;
    private final Holds holds;
    private final MovableClock clock;

    private RetentionPractice practice;
    private UUID client;

    DisposalTests(
            ApplicationContext application,
            DisposalOrders orders,
            Erasures erasures,
            Disposal disposal,
            Holds holds,
            MovableClock clock) {
        this.application = application;
        this.orders = orders;
        this.erasures = erasures;
        this.disposal = disposal;
        this.holds = holds;
        this.clock = clock;
    }

    @BeforeEach
    void aClient() {
        practice = new RetentionPractice(application);
        client = practice.client("FL");
    }

    private UUID paper() {
        return practice.paper(client, Category.CONTRACT, null);
    }

    private UUID duePaper() {
        var paper = paper();
        clock.move(EIGHT_YEARS);
        return paper;
    }

    private List<UUID> duePapers() {
        var papers = IntStream.range(0, ROUNDS).mapToObj(_ -> paper()).toList();
        clock.move(EIGHT_YEARS);
        return papers;
    }

    @Test
    void nothingGoesBeforeItsTime() {
        var paper = paper();

        assertThatThrownBy(() -> practice.propose(paper))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("must stay");
        assertThatThrownBy(() ->
                        practice.firm.asSystem(() -> disposal.dispose(paper, "Out of the way.")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Client papers, 2,555 days");
        assertThat(due()).isEmpty();
    }

    @Test
    void whatIsDueGoesOnceSomebodyElseApprovesAndLeavesACertificate() {
        var paper = duePaper();
        assertThat(due()).containsExactly(paper);
        var order = practice.propose(paper);
        assertThat(due()).as("no longer offered").isEmpty();
        assertThat(practice.isThere(paper)).isTrue();

        practice.approve(order);
        var done = practice.work(order);

        assertThat(practice.isThere(paper)).isFalse();
        assertThat(done.state()).isEqualTo(State.DONE);
        var certificate = practice.asApprover(() -> orders.certificate(order.id()));
        assertThat(certificate.hash()).isEqualTo(Certificate.sha256(certificate.json()));
        var line = JsonMapper.shared().readTree(certificate.json()).path("documents").path(0);
        var stone = practice.firm.asSystem(() -> disposal.tombstone(paper)).orElseThrow();
        assertThat(line.path("sha256").path(0).asString()).isEqualTo(stone.sha256().getFirst());
        assertThat(line.path("rule").asString()).isEqualTo("papers-2555, version 1");
        var entry =
                practice.firm
                        .asSystem(() ->
                                application
                                        .getBean(AuditTrail.class)
                                        .historyOf(Documents.KIND, paper, 5))
                        .getFirst();
        assertThat(entry.action()).isEqualTo("document.disposed");
        assertThat(line.path("auditEntry").asString()).isEqualTo(entry.id().toString());
        assertThat(entry.actorName()).isEqualTo(practice.approver.name());
    }

    @Test
    void nobodyApprovesTheirOwnProposal() {
        var paper = duePaper();
        var owner = practice.firm.add("olga", Role.OWNER);
        var order = practice.as(owner, () -> orders.propose(List.of(paper), "Over."));

        assertThatThrownBy(() -> practice.as(owner, () -> orders.approve(order.id())))
                .isInstanceOf(Problem.class)
                .extracting(thrown -> ((Problem) thrown).type())
                .isEqualTo(ProblemType.NOT_ALLOWED);
        assertThatThrownBy(() -> practice.asProposer(() -> orders.approve(order.id())))
                .isInstanceOf(Problem.class);
        assertThat(practice.approve(order).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void whatIsDeclinedStaysAndCanBeProposedAgain() {
        var paper = duePaper();
        var order = practice.propose(paper);

        var declined =
                practice.asApprover(
                        () -> orders.decline(order.id(), "The client still asks for it."));

        assertThat(declined.state()).isEqualTo(State.DECLINED);
        assertThat(practice.isThere(paper)).isTrue();
        assertThat(practice.propose(paper).state()).isEqualTo(State.PROPOSED);
    }

    @Test
    void nobodyDecidesAboutWhatIsInPartClosedToThem() {
        var closed = paper();
        var open = practice.paper(practice.client("FL"), Category.CONTRACT, null);
        clock.move(EIGHT_YEARS);
        var order = practice.propose(closed, open);
        shutOut(practice.approver);

        assertThatThrownBy(() -> practice.approve(order))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("closed to you");
        assertThatThrownBy(() -> practice.asApprover(() -> orders.decline(order.id(), "No.")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("closed to you");
        assertThat(practice.find(order).state()).isEqualTo(State.PROPOSED);

        var owner = practice.firm.add("olga", Role.OWNER);
        practice.as(owner, () -> orders.decline(order.id(), "They stay."));
        assertThat(practice.propose(closed, open).counts().pending()).isEqualTo(2);
    }

    @Test
    void aCertificateIsNotForWhomPartOfItIsClosed() {
        var closed = paper();
        var open = practice.paper(practice.client("FL"), Category.CONTRACT, null);
        clock.move(EIGHT_YEARS);
        var order = practice.approve(practice.propose(closed, open));
        practice.work(order);
        shutOut(practice.approver);

        assertThatThrownBy(() -> practice.asApprover(() -> orders.certificate(order.id())))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("closed to you");
        assertThat(practice.asApprover(() -> orders.items(order.id())))
                .extracting(DisposalOrder.Item::document)
                .containsExactly(open);
        assertThat(practice.asApprover(() -> orders.isWhole(order.id()))).isFalse();
        assertThat(practice.asProposer(() -> orders.isWhole(order.id()))).isTrue();
        assertThat(practice.firm.asSystem(() -> orders.certificate(order.id())).json())
                .contains(closed.toString(), open.toString());
    }

    @Test
    void aCertificateStaysForThoseForWhomTheDocumentWas() {
        var paper = duePaper();
        var readers = application.getBean(DocumentReaders.class);
        practice.firm.asSystem(() -> {
            readers.name(paper, practice.proposer.id(), true);
            readers.name(paper, practice.approver.id(), true);
            return paper;
        });
        var owner = practice.firm.add("olga", Role.OWNER);
        var order = practice.propose(paper);
        assertThatThrownBy(() -> practice.as(owner, () -> orders.approve(order.id())))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("closed to you");
        practice.approve(order);
        practice.work(order);

        assertThatThrownBy(() -> practice.as(owner, () -> orders.certificate(order.id())))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("closed to you");
        assertThat(practice.as(owner, () -> orders.items(order.id()))).isEmpty();
        assertThat(practice.asApprover(() -> orders.certificate(order.id())).json())
                .contains(paper.toString());
    }

    @Test
    void theTrailOfWhatWasForNamedPeopleNamesItToThemAloneWhenItIsGone() {
        var paper = duePaper();
        var readers = application.getBean(DocumentReaders.class);
        practice.firm.asSystem(() -> {
            readers.name(paper, practice.proposer.id(), true);
            readers.name(paper, practice.approver.id(), true);
            return paper;
        });
        var owner = practice.firm.add("olga", Role.OWNER);
        practice.work(practice.approve(practice.propose(paper)));

        assertThat(trail(owner, paper)).contains("document.disposed").doesNotContain("paper-");
        assertThat(trail(practice.approver, paper)).contains("document.disposed", "paper-");
        assertThat(practice.as(owner, () -> disposal.tombstone(paper))).isEmpty();
        assertThat(practice.as(practice.approver, () -> disposal.tombstone(paper))).isPresent();
    }

    private String trail(User reader, UUID paper) {
        var trail = application.getBean(AuditTrail.class);
        return practice.as(reader, () -> trail.historyOf("document", paper, 20)).toString();
    }

    @Test
    void whatAHoldKeepsIsKeptAlsoForWhomTheHoldIsClosed() {
        var paper = duePaper();
        var hold = practice.hold("Doe against Roe", Hold.Covers.client(client));
        practice.move(paper, practice.client("FL"));
        shutOut(practice.proposer);

        var kept = practice.asProposer(() -> application.getBean(Schedules.class).explain(paper));

        assertThat(kept.isDue()).isFalse();
        assertThat(kept.holds()).isEmpty();
        assertThat(kept.reasons()).hasSize(1);
        assertThat(kept.reasons().getFirst())
                .contains("A hold that is closed to you")
                .doesNotContain("Doe");
        assertThat(
                        practice.asProposer(() -> orders.due(DisposalOrders.Filter.NONE, null, 10))
                                .items())
                .isEmpty();
        assertThatThrownBy(() -> practice.propose(paper)).isInstanceOf(Problem.class);
        practice.release(hold);
        assertThat(
                        practice.asProposer(
                                        () -> application.getBean(Schedules.class).explain(paper))
                                .isDue())
                .isTrue();
    }

    private void shutOut(User user) {
        practice.firm.asSystem(
                () -> application.getBean(Walls.class).raise(client, user.id(), "Other side"));
    }

    @Test
    void aDocumentIsInOneOpenOrderOnly() {
        var paper = duePaper();
        practice.propose(paper);

        assertThatThrownBy(() -> practice.propose(paper))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("another disposal order");
    }

    @Test
    void aHoldPlacedAfterTheApprovalLeavesTheDocumentOut() {
        var held = paper();
        var free = duePaper();
        var order = practice.approve(practice.propose(held, free));
        practice.hold("Marsh v. Ada", Hold.Covers.documents(), held);

        var done = practice.work(order);

        assertThat(practice.isThere(held)).isTrue();
        assertThat(practice.isThere(free)).isFalse();
        assertThat(done.counts()).isEqualTo(new DisposalOrder.Counts(2, 0, 1, 1));
        assertThat(practice.firm.asSystem(() -> orders.items(order.id())))
                .filteredOn(item -> item.state() == ItemState.REFUSED)
                .singleElement()
                .satisfies(item -> assertThat(item.why()).contains("Marsh v. Ada"));
    }

    @Test
    void underTwoHoldsADocumentIsFreeWhenBothAreReleased() {
        var paper = paper();
        var one = practice.hold("Marsh v. Ada", Hold.Covers.documents(), paper);
        var other = practice.hold("IRS examination", Hold.Covers.client(client));
        clock.move(EIGHT_YEARS);
        assertThat(practice.kept(paper).holds()).containsExactlyInAnyOrder(one, other);

        practice.release(one);
        assertThat(practice.kept(paper).isDue()).isFalse();
        assertThat(due()).isEmpty();
        practice.release(other);

        assertThat(practice.kept(paper).isDue()).isTrue();
        assertThat(due()).containsExactly(paper);
    }

    @Test
    void aHoldOfAClientCatchesWhatComesLater() {
        var before = paper();
        var hold = practice.hold("Estate of Ada", Hold.Covers.client(client));
        var after = paper();
        var elsewhere = practice.paper(practice.client("FL"), Category.CONTRACT, null);

        assertThat(caught(hold)).containsExactlyInAnyOrder(before, after);
        assertThat(practice.kept(after).holds()).containsExactly(hold);
        assertThat(practice.kept(elsewhere).holds()).isEmpty();
    }

    @Test
    void aFilterHoldGoesOnToWhatIsFiledSoLaterAndNeverLosesWhatItCaught() {
        var covers =
                new Hold.Covers(
                        Hold.Scope.FILTER,
                        null,
                        java.util.Set.of(Category.BANK_STATEMENT),
                        java.util.Set.of(),
                        2024,
                        2025,
                        null,
                        true);
        var hold = practice.hold("Subpoena 2024–2025", covers);
        var statement = practice.paper(client, Category.BANK_STATEMENT, 2026);
        assertThat(practice.kept(statement).holds()).isEmpty();

        practice.file(statement, Category.BANK_STATEMENT, 2025, List.of());
        assertThat(practice.kept(statement).holds()).containsExactly(hold);
        practice.file(statement, Category.OTHER, 2019, List.of());

        assertThat(practice.kept(statement).holds()).containsExactly(hold);
    }

    @Test
    void aHoldIsAlsoOverWhatWhoPlacesItMayReadAndNotChange() {
        var first = paper();
        var second = paper();
        practice.close(first, practice.approver);
        practice.close(second, practice.approver);

        var hold = practice.hold("Marsh v. Ada", Hold.Covers.documents(), first);
        practice.asApprover(() -> holds.add(hold.id(), List.of(second, second)));

        assertThat(caught(hold)).containsExactlyInAnyOrder(first, second);
        assertThat(practice.kept(second).holds()).containsExactly(hold);
    }

    @Test
    void aReleaseNeedsTheRightAndAFreshProof() {
        var hold = practice.hold("Marsh v. Ada", Hold.Covers.client(client));

        assertThatThrownBy(() -> practice.asProposer(() -> holds.release(hold.id(), "Over.")))
                .isInstanceOf(Problem.class);
        assertThat(practice.release(hold).stands()).isFalse();
        assertThatThrownBy(() -> practice.release(hold))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("already");
        assertThatThrownBy(() -> practice.asApprover(() -> holds.add(hold.id(), List.of(paper()))))
                .isInstanceOf(Problem.class);
    }

    @Test
    void erasureUnderTwoHoldsWaitsForBothAndForTheLastDate() {
        var paper = paper();
        var one = practice.hold("Marsh v. Ada", Hold.Covers.documents(), paper);
        var other = practice.hold("IRS examination", Hold.Covers.client(client));
        var order = practice.asProposer(() -> erasures.request(client, "Ada asked by letter."));
        assertThat(order.state()).isEqualTo(State.WAITING);
        assertThat(reasons(order)).hasSize(3);
        assertThatThrownBy(() -> practice.approve(order))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("waits");

        practice.release(one);
        lookAgain();
        assertThat(practice.find(order).state()).isEqualTo(State.WAITING);
        practice.release(other);
        lookAgain();
        assertThat(practice.find(order).state())
                .as("its time is not over")
                .isEqualTo(State.WAITING);
        assertThat(reasons(order)).singleElement().asString().contains("A rule keeps");
        clock.move(EIGHT_YEARS);
        lookAgain();
        assertThat(practice.find(order).state()).isEqualTo(State.PROPOSED);
        assertThat(practice.isThere(paper)).as("nothing goes without approval").isTrue();

        practice.approve(order);
        assertThat(practice.work(order).state()).isEqualTo(State.DONE);
        assertThat(practice.isThere(paper)).isFalse();
    }

    @Test
    void anErasureWhoseTimeIsOverWaitsForTheHoldAlone() {
        var paper = duePaper();
        var hold = practice.hold("Marsh v. Ada", Hold.Covers.documents(), paper);
        var order = practice.asProposer(() -> erasures.request(client, "Ada asked."));
        assertThat(reasons(order)).singleElement().asString().contains("Marsh v. Ada");

        practice.release(hold);
        lookAgain();

        assertThat(practice.find(order).state()).isEqualTo(State.PROPOSED);
    }

    @Test
    void anErasureThatCouldNotTakeAllGoesOnWaiting() {
        var held = paper();
        duePaper();
        var order = practice.asProposer(() -> erasures.request(client, "Ada asked."));
        lookAgain();
        practice.approve(order);
        practice.hold("Marsh v. Ada", Hold.Covers.documents(), held);

        assertThat(practice.work(order).counts().refused()).isOne();

        var rest = practice.firm.asSystem(() -> erasures.of(client)).orElseThrow();
        assertThat(rest.state()).isEqualTo(State.WAITING);
        assertThat(practice.isThere(held)).isTrue();
    }

    @Test
    void anErasureLeavesWhatIsAnotherClientsByThen() {
        var moved = paper();
        var stays = duePaper();
        var order = approvedErasure(client);
        practice.move(moved, practice.client("FL"));

        assertThat(practice.work(order).state()).isEqualTo(State.DONE);

        assertThat(practice.isThere(stays)).isFalse();
        assertThat(practice.isThere(moved)).isTrue();
        assertThat(practice.firm.asSystem(() -> orders.items(order.id())))
                .filteredOn(item -> item.state() == ItemState.REFUSED)
                .singleElement()
                .satisfies(item -> assertThat(item.why()).isEqualTo("It is another client's now."));
        assertThat(practice.firm.asSystem(() -> erasures.of(client))).isEmpty();
    }

    @Test
    void anAttachmentThatWentToAnotherClientDoesNotKeepItsMailFromErasure() {
        var mail = paper();
        var part = practice.part(client, mail);
        clock.move(EIGHT_YEARS);

        assertThat(practice.move(part, practice.client("FL")).partOf()).isNull();
        practice.work(approvedErasure(client));

        assertThat(practice.isThere(mail)).isFalse();
        assertThat(practice.isThere(part)).isTrue();
    }

    @Test
    void aMailThatWentToAnotherClientIsErasedWithoutWhatStayed() {
        var mail = paper();
        var part = practice.part(client, mail);
        var other = practice.client("FL");
        clock.move(EIGHT_YEARS);
        practice.move(mail, other);

        practice.work(approvedErasure(other));

        assertThat(practice.isThere(mail)).isFalse();
        assertThat(practice.isThere(part)).isTrue();
    }

    @Test
    void anAttachmentThatFollowsItsMailStaysAttached() {
        var mail = paper();
        var part = practice.part(client, mail);
        var other = practice.client("FL");
        practice.move(mail, other);

        assertThat(practice.move(part, other).partOf()).isEqualTo(mail);
    }

    private DisposalOrder approvedErasure(UUID of) {
        var order = practice.asProposer(() -> erasures.request(of, "Ada asked."));
        lookAgain();
        return practice.approve(order);
    }

    @Test
    void aHoldAndADisposalAtTheSameMomentNeverBothWin() throws Exception {
        for (var paper : duePapers()) {
            var order = practice.approve(practice.propose(paper));
            var hold = new ArrayList<Hold>();
            together(
                    () -> {
                        try {
                            practice.work(order);
                        } catch (Problem keptMeanwhile) {
                            // the queue would try again, and find the hold
                        }
                        return paper;
                    },
                    () -> {
                        hold.add(practice.hold("Case " + client, Hold.Covers.client(client)));
                        return paper;
                    });
            var isHeld = caught(hold.getFirst()).contains(paper);
            assertThat(practice.isThere(paper)).as("held, then there").isEqualTo(isHeld);
            practice.release(hold.getFirst());
        }
    }

    @Test
    void theReleaseOfOneHoldAtTheMomentOfDisposalDoesNotFreeWhatAnotherHolds() throws Exception {
        for (var paper : duePapers()) {
            var order = practice.approve(practice.propose(paper));
            var one = practice.hold("One", Hold.Covers.documents(), paper);
            var other = practice.hold("Other", Hold.Covers.documents(), paper);
            together(() -> practice.work(order), () -> practice.release(one));
            assertThat(practice.isThere(paper)).isTrue();
            practice.release(other);
        }
    }

    /** Both begin at once; a refusal of either is for the caller's assertions to explain. */
    private static void together(Callable<Object> one, Callable<Object> other) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(List.of(one, other))) {
                done.get();
            }
        }
    }

    private void lookAgain() {
        practice.firm.asSystem(() -> {
            erasures.lookAgain();
            return client;
        });
    }

    private List<String> reasons(DisposalOrder order) {
        return practice.firm.asSystem(() -> erasures.reasons(order.id()));
    }

    private List<UUID> due() {
        return practice
                .firm
                .asSystem(() -> orders.due(DisposalOrders.Filter.NONE, null, 50))
                .items()
                .stream()
                .map(one -> one.document().id())
                .toList();
    }

    private List<UUID> caught(Hold hold) {
        return practice.firm.asSystem(() -> holds.documents(hold.id(), null, 50)).items().stream()
                .map(one -> one.document().id())
                .toList();
    }
}
