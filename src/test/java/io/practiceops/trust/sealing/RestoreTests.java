package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.TestSealing.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.NoteSigner;
import io.practiceops.trust.tlog.NoteVerifier;
import io.practiceops.trust.tlog.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, places outside, and a database that knows less than these. */
class RestoreTests {

    private static final UUID FIRM = new UUID(1, 1);

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
    void anOlderBackupIsNotSealedOnUntilSomebodyAcceptsIt() {
        sealing.record(FIRM, 3);
        sealing.seal();
        sealing.record(FIRM, 2);
        sealing.seal();
        loseNewestCheckpoint();

        sealing.record(FIRM, 1);
        assertThat(sealing.sealOnce()).as("stands still").isEqualTo(-1);
        assertThat(sealing.checkpoint()).isFalse();
        var seen = sealing.check.look();
        assertThat(seen.health()).isEqualTo(Health.BAD);
        assertThat(seen.summary()).contains("restored from an older backup");
        assertThat(seen.mend()).contains("accept-restore");
        assertThat(sealing.actions()).contains("audit.sealing-halted");

        var era = as(() -> sealing.upkeep.acceptRestore("The disk was lost on Sunday"));
        assertThat(era.origin()).isEqualTo("example.com/audit/era-2");
        sealing.seal();

        var newest = newest();
        assertThat(Checkpoint.parse(SignedNote.parse(newest.note()).text()).origin())
                .isEqualTo("example.com/audit/era-2");
        assertThat(home.resolve("anchors/era-2/2026/03/01/%d.checkpoint".formatted(newest.size())))
                .exists();
        assertThat(SignedNote.parse(String.valueOf(era.statement())).verified(verifiers()))
                .hasSize(1);
        assertThat(sealing.actions()).contains("audit.restore-accepted");
        assertThat(sealing.check.look().health()).isEqualTo(Health.GOOD);
        assertThat(as(sealing.verification::verify).outcome())
                .isEqualTo(Verification.Outcome.PROVEN);
    }

    /** The rotation is lost with the rest; its key's file is not. */
    @Test
    void aBackupFromBeforeARotationIsKnownForWhatItIs() throws Exception {
        sealing.record(FIRM, 3);
        sealing.seal();
        sealing.record(FIRM, 2);
        sealing.seal();
        var latest = home.resolve("anchors/latest");
        var later = NoteSigner.of("example.com/audit", sealing.keys.ed25519("audit-2"));
        var text = SignedNote.parse(Files.readString(latest)).text();
        Files.writeString(latest, SignedNote.sign(text, later).encoded());
        loseNewestCheckpoint();

        sealing.record(FIRM, 1);
        assertThat(sealing.sealOnce()).as("stands still").isEqualTo(-1);
        assertThat(sealing.check.look().summary()).contains("restored from an older backup");
        as(() -> sealing.upkeep.acceptRestore("The disk was lost on Sunday"));
        assertThat(sealing.sealOnce()).isPositive();
    }

    /** As a backup taken before it would leave the database. */
    private void loseNewestCheckpoint() {
        var size = newest().size();
        sealing.asSuperuser(
                """
                SET session_replication_role = replica;
                ALTER TABLE audit_checkpoint DISABLE TRIGGER USER; ALTER TABLE audit_root DISABLE TRIGGER USER;
                ALTER TABLE audit_anchor DISABLE TRIGGER USER; ALTER TABLE audit_log DISABLE TRIGGER USER;
                DELETE FROM audit_anchor WHERE size = %1$d;
                DELETE FROM audit_checkpoint WHERE size = %1$d;
                DELETE FROM audit_root WHERE system_index = %1$d - 1;
                UPDATE audit_log SET size = size - 1, stated = stated - 1,
                       hashes = (SELECT leaf_hash FROM audit_root WHERE system_index = 0) WHERE kind = 'SYSTEM';
                UPDATE audit_log SET stated = 3 WHERE kind = 'FIRM';
                ALTER TABLE audit_checkpoint ENABLE ALWAYS TRIGGER written_once;
                """
                        .formatted(size));
    }

    @Test
    void thereIsNothingToAcceptWhileSealingGoesOn() {
        sealing.seal();
        assertThatThrownBy(() -> as(() -> sealing.upkeep.acceptRestore("why not")))
                .isInstanceOf(Problem.class);
    }

    @Test
    void aFolderOfAnotherInstallationIsRefusedByThisInstanceOnly() throws Exception {
        var strange = Files.createDirectories(home.resolve("strange"));
        try (var other = ScratchDatabase.create()) {
            var another = new TestSealing(other, clock, strange);
            another.record(FIRM, 1);
            another.seal();
        }
        Files.createDirectories(home.resolve("anchors"));
        Files.copy(strange.resolve("anchors/latest"), home.resolve("anchors/latest"));
        sealing.record(FIRM, 1);

        assertThatThrownBy(sealing::sealOnce)
                .isInstanceOf(Problem.class)
                .hasMessageContaining("cannot be verified");
        assertThat(sealing.count("audit_halt")).isZero();
        assertThat(sealing.count("audit_inbox")).isEqualTo(1);
    }

    @Test
    void twoHistoriesOfOneSizeStopTheSealing() throws Exception {
        sealing.record(FIRM, 1);
        assertThat(sealing.sealOnce()).isEqualTo(1);
        assertThat(sealing.checkpoint()).isTrue();
        var file = home.resolve("anchors/2026/03/01/1.checkpoint");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "another history");

        sealing.anchor();

        assertThat(file).hasContent("another history");
        assertThat(sealing.count("audit_halt")).isEqualTo(1);
        assertThat(sealing.check.look().health()).isEqualTo(Health.BAD);
    }

    @Test
    void aPlaceThatIsDownLeavesEventsUnanchoredAndIsTriedAgain() {
        var broken = new BrokenSink();
        sealing = new TestSealing(database, clock, home, broken);
        sealing.record(FIRM, 1);
        sealing.seal();
        var event = sealing.newestEvent();

        var seal = sealAs(event);
        assertThat(seal.state()).isEqualTo(Seal.State.CHECKPOINTED);
        clock.move(Duration.ofMinutes(2));
        var seen = sealing.check.look();
        assertThat(seen.health()).isEqualTo(Health.WARN);
        assertThat(seen.summary()).contains("broken").contains("2026-03-01T09:00:00Z");
        assertThat(seen.facts()).containsKey("broken failing");

        broken.works = true;
        sealing.anchor();
        assertThat(sealAs(event).state()).isEqualTo(Seal.State.ANCHORED);
        assertThat(sealAs(event).anchored()).isEqualTo(clock.instant());
        assertThat(sealing.check.look().health()).isEqualTo(Health.GOOD);
    }

    private Seal sealAs(UUID event) {
        return as(() -> sealing.across(() -> sealing.seals.seal(event)));
    }

    private static final class BrokenSink implements CheckpointSink {

        private boolean works;

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public String place() {
            return "a place that is down";
        }

        @Override
        public void put(SignedCheckpoint checkpoint) throws IOException {
            if (!works) {
                throw new IOException("no route to it");
            }
        }

        @Override
        public Optional<String> latest() {
            return Optional.empty();
        }
    }

    @Test
    void aNewKeyIsNamedByTheOneBeforeAndBothSignTheFirstCheckpointAfter() {
        sealing.record(FIRM, 1);
        sealing.seal();
        as(sealing.upkeep::rotateKey);
        sealing.seal();
        var both = SignedNote.parse(newest().note());
        sealing.record(FIRM, 1);
        sealing.seal();
        var one = SignedNote.parse(newest().note());

        assertThat(both.verified(verifiers())).hasSize(2);
        assertThat(one.verified(verifiers())).containsExactly(verifiers().getLast());
        var keys = as(() -> sealing.across(sealing.eraStore::keys));
        var statement = SignedNote.parse(String.valueOf(keys.getLast().statement()));
        assertThat(statement.verified(List.of(verifiers().getFirst()))).hasSize(1);
        assertThat(statement.text()).contains(keys.getLast().vkey());
        assertThat(sealing.actions()).contains("audit.key-rotated");
        assertThat(as(sealing.verification::verify).outcome())
                .isEqualTo(Verification.Outcome.PROVEN);
    }

    @Test
    void withoutItsKeyAnInstanceStillSequencesAndSignsNothing() throws Exception {
        sealing.record(FIRM, 1);
        sealing.seal();
        Files.delete(home.resolve("keys/audit-1.key"));
        var blind = new TestSealing(database, clock, home);
        as(() -> {
            sealing.leadership.resign();
            return true;
        });
        sealing.record(FIRM, 1);

        assertThat(blind.sealOnce()).isEqualTo(1);
        assertThatThrownBy(blind::checkpoint)
                .isInstanceOf(Problem.class)
                .hasMessageContaining("audit-1.key");
        assertThat(home.resolve("keys/audit-1.key")).doesNotExist();
        assertThat(newest().size()).isEqualTo(1);
    }

    private List<NoteVerifier> verifiers() {
        return as(() -> sealing.across(sealing.signing::verifiers));
    }

    private SignedCheckpoint newest() {
        return as(() -> sealing.across(() -> sealing.checkpoints.newest().orElseThrow()));
    }
}
