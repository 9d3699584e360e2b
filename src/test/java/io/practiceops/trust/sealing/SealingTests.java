package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.TestSealing.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.trust.audit.AuditEvent;
import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.CompactRange;
import io.practiceops.trust.tlog.NoteVerifier;
import io.practiceops.trust.tlog.SignedNote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the inbox to a checkpoint in a folder outside. */
class SealingTests {

    private static final UUID ONE = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);

    private final ScratchDatabase database = ScratchDatabase.create();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));

    @TempDir private Path home;

    private TestSealing sealing;

    @BeforeEach
    void one() {
        sealing = new TestSealing(database, clock, home);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void eachFirmHasALogOfItsOwnAndWhatIsNobodysHasOneToo() {
        sealing.record(ONE, 3);
        sealing.record(OTHER, 2);
        sealing.record(null, 1);
        sealing.seal();

        assertThat(sizes()).containsExactlyInAnyOrder(3L, 2L, 1L);
        assertThat(sealing.count("audit_inbox")).isZero();
        assertThat(sealing.count("audit_leaf")).isEqualTo(6);
    }

    @Test
    void manyBatchesMakeOneLogWithoutGapOrDouble() {
        sealing.record(ONE, 2_500);
        sealing.seal();

        var log = log(ONE);
        assertThat(log.size()).isEqualTo(2_500);
        var leaves = as(() -> sealing.across(() -> sealing.logs.leaves(log.id(), 0, 3_000)));
        assertThat(leaves).extracting(LogStore.Leaf::index).startsWith(0L).endsWith(2_499L);
        var range = CompactRange.startingAt(0);
        leaves.forEach(leaf -> range.append(leaf.hash()));
        assertThat(range.root()).isEqualTo(log.range().root());
        assertThat(sealing.count("audit_tile")).isEqualTo(9);
    }

    @Test
    void theCheckpointIsSignedAndStatesEveryLogThatGrew() {
        sealing.record(ONE, 3);
        sealing.seal();
        sealing.record(OTHER, 2);
        sealing.seal();

        var newest = newest();
        var note = SignedNote.parse(newest.note());
        var keys = as(() -> sealing.across(sealing.eraStore::keys));
        assertThat(note.verified(List.of(NoteVerifier.parse(keys.getFirst().vkey())))).hasSize(1);
        var checkpoint = Checkpoint.parse(note.text());
        assertThat(checkpoint.origin()).isEqualTo("example.com/audit");
        assertThat(checkpoint.size()).isEqualTo(2);
        var roots = as(() -> sealing.across(() -> sealing.checkpoints.roots(0, 10)));
        assertThat(roots)
                .extracting(Root::origin)
                .containsExactly(
                        "example.com/audit/firm/" + ONE, "example.com/audit/firm/" + OTHER);
        assertThat(roots.getLast().text())
                .startsWith(
                        "{\"at\":\"2026-03-01T09:00:00.000000Z\",\"log\":\"example.com/audit/firm/");
    }

    @Test
    void aCheckpointComesOnlyWhenSomethingWasSealedOrTenMinutesWentBy() {
        sealing.record(ONE, 1);
        sealing.seal();
        assertThat(sealing.checkpoint()).isFalse();

        clock.move(Duration.ofMinutes(9));
        assertThat(sealing.checkpoint()).isFalse();
        clock.move(Duration.ofMinutes(1));
        assertThat(sealing.checkpoint()).isTrue();
        assertThat(newest().size()).isEqualTo(2);
    }

    /** Else what is left of the backlog would lie under a seal that is younger than it. */
    @Test
    void aBacklogFromAnOutageIsTakenInWholeBeforeTheNextCheckpoint() {
        sealing.record(ONE, Sequencer.BATCH + 1);
        clock.move(Duration.ofHours(2));

        assertThat(sealing.turn()).isEqualTo(new Sequencer.Turn.Sealed(Sequencer.BATCH, true));
        assertThat(sealing.turn()).isEqualTo(new Sequencer.Turn.Sealed(1, false));
    }

    @Test
    void anAnchoredCheckpointIsAFileOutsideByItsDay() throws Exception {
        sealing.record(ONE, 1);
        sealing.seal();

        var file = home.resolve("anchors/2026/03/01/1.checkpoint");
        assertThat(file).hasContent(newest().note());
        assertThat(Files.readString(home.resolve("anchors/latest"))).isEqualTo(newest().note());
        assertThat(sealing.count("audit_anchor")).isEqualTo(1);
    }

    @Test
    void timesOfCheckpointsNeverGoBackWithTheClock() {
        sealing.record(ONE, 1);
        sealing.seal();
        var before = newest().at();
        clock.move(Duration.ofHours(-2));
        sealing.record(ONE, 1);
        sealing.seal();

        assertThat(newest().at()).isEqualTo(before);
    }

    @Test
    void whatCommitsLateIsSealedLateAndNeverMissed() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var late = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow =
                    late.submit(() ->
                            as(() ->
                                    sealing.across(() -> {
                                        sealing.audit.record(
                                                AuditEvent.done("thing.late", "thing", 1), ONE);
                                        begun.countDown();
                                        awaitUninterrupted(go);
                                        return true;
                                    })));
            begun.await();
            clock.move(Duration.ofSeconds(1));
            sealing.record(ONE, 5);
            sealing.seal();
            assertThat(log(ONE).size()).isEqualTo(5);
            go.countDown();
            slow.get();
        }
        sealing.seal();
        assertThat(log(ONE).size()).isEqualTo(6);
        var tail = as(() -> sealing.across(() -> sealing.logs.leaves(log(ONE).id(), 5, 10)));
        assertThat(tail)
                .singleElement()
                .extracting(LogStore.Leaf::at)
                .isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneOfTwoSealsAndTheOtherTakesOverWhenItIsGone() {
        var second = new TestSealing(database, clock, home);
        sealing.record(ONE, 1);
        assertThat(sealing.sealOnce()).isEqualTo(1);
        assertThat(second.sealOnce()).as("follows").isEqualTo(-1);

        clock.move(Leadership.LEASE);
        clock.move(Duration.ofMillis(1));
        sealing.record(ONE, 1);
        assertThat(second.sealOnce()).isEqualTo(1);
        assertThat(sealing.sealOnce()).as("was away too long").isEqualTo(-1);
    }

    @Test
    void aLeaderThatStandsStillInTheMiddleLosesItsLock() throws Exception {
        var second = new TestSealing(database, clock, home);
        sealing.record(ONE, 1);
        var inTheMiddle = new CountDownLatch(1);
        var awake = new CountDownLatch(1);
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            var stopped =
                    thread.submit(() ->
                            as(() ->
                                    sealing.leadership.lead(() -> {
                                        var taken = sealing.logs.take(10);
                                        inTheMiddle.countDown();
                                        awaitUninterrupted(awake);
                                        return taken;
                                    })));
            inTheMiddle.await();
            assertThat(second.sealOnce()).as("locked").isEqualTo(-1);
            clock.move(Leadership.LEASE.plusSeconds(1));
            await().atMost(Duration.ofMinutes(1)).until(() -> second.sealOnce() == 1);
            awake.countDown();
            assertThatThrownBy(stopped::get).hasCauseInstanceOf(RuntimeException.class);
        }
        assertThat(log(ONE).size()).isEqualTo(1);
        assertThat(sealing.count("audit_inbox")).isZero();
    }

    @Test
    void aSealerThatResignsIsFollowedAtOnce() {
        var second = new TestSealing(database, clock, home);
        sealing.sealOnce();
        as(() -> {
            sealing.leadership.resign();
            return true;
        });
        assertThat(second.sealOnce()).isZero();
    }

    private List<Long> sizes() {
        return as(() -> sealing.across(sealing.logs::all)).stream()
                .filter(log -> log.kind() != Log.Kind.SYSTEM)
                .map(Log::size)
                .toList();
    }

    private Log log(UUID firm) {
        return as(() -> sealing.across(() -> sealing.logs.ofFirms(List.of(firm)).get(firm)));
    }

    private SignedCheckpoint newest() {
        return as(() -> sealing.across(() -> sealing.checkpoints.newest().orElseThrow()));
    }
}
