package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.TestSealing.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.practiceops.foundation.database.ChildJvm;
import io.practiceops.foundation.database.CrashableServer;
import io.practiceops.foundation.database.ScratchDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sixteen writers and a sealer, killed again and again. */
@Tag("long")
class SealingCrashTests {

    private static final int KILLS = 20;
    private static final int EVERY_WHICH_THE_SERVER_GOES = 4;
    private static final int BETWEEN = 100;

    private static final String NOBODY = "nobody";

    @TempDir private Path home;

    @Test
    void nothingAcknowledgedIsLostDoubledOrOutOfItsLogWhateverIsKilled() throws Exception {
        Set<String> acknowledged = new HashSet<>();
        try (var server = new CrashableServer("sealing");
                var database = ScratchDatabase.existing(server.access())) {
            var sealing = new TestSealing(database, Clock.systemUTC(), home);
            for (var kill = 1; kill <= KILLS; kill++) {
                try (var child = child(server)) {
                    acknowledge(child);
                    leadAtOnce(sealing);
                    awaitCheckpoint(sealing);
                    if (kill % EVERY_WHICH_THE_SERVER_GOES == 0) {
                        server.crash();
                        acknowledge(child);
                        awaitCheckpoint(sealing);
                    }
                    child.kill();
                    child.awaitEnd();
                    acknowledged.addAll(child.said(SealChild.ACKNOWLEDGED));
                }
            }
            assertThat(acknowledged).hasSizeGreaterThan(KILLS * BETWEEN);
            leadAtOnce(sealing);
            verify(sealing, acknowledged);
        }
    }

    private ChildJvm child(CrashableServer server) throws Exception {
        var access = server.access();
        return new ChildJvm(
                SealChild.class, access.url(), access.app().user(), access.app().password(), home);
    }

    private static void acknowledge(ChildJvm child) throws InterruptedException {
        for (var i = 0; i < BETWEEN; i++) {
            child.await(SealChild.ACKNOWLEDGED);
        }
    }

    /** So that each child is killed while it seals, and not while it waits for the one before. */
    private static void leadAtOnce(TestSealing sealing) {
        await().ignoreExceptions()
                .until(() ->
                        sealing.across(() ->
                                sealing.database
                                        .jdbc()
                                        .sql("UPDATE audit_sealer SET until = 'epoch'")
                                        .update())
                                >= 0);
    }

    private static void awaitCheckpoint(TestSealing sealing) {
        var before = new long[] {-1};
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> {
                    var now = sealing.count("audit_checkpoint");
                    if (before[0] < 0) {
                        before[0] = now;
                    }
                    return now > before[0];
                });
    }

    private static void verify(TestSealing sealing, Set<String> acknowledged) {
        await().atMost(Duration.ofMinutes(1)).until(() -> sealing.sealOnce() >= 0);
        sealing.seal();
        assertThat(sealing.count("audit_inbox")).isZero();
        var sealed =
                sealing.across(() ->
                        sealing.database
                                .jdbc()
                                .sql(
                                        """
                                        SELECT e.object_id FROM audit_event e JOIN audit_leaf l ON l.event_id = e.id
                                         WHERE e.action = 'thing.done'
                                        """)
                                .query(String.class)
                                .list());
        assertThat(sealed).doesNotHaveDuplicates();
        assertThat(new HashSet<>(sealed)).containsAll(acknowledged);
        assertThat(sealing.count("audit_leaf")).isEqualTo(sealing.count("audit_event"));
        assertThat(
                        sealing.count(
                                "(SELECT FROM audit_leaf GROUP BY log_id HAVING max(leaf_index) + 1 <> count(*)) gaps"))
                .isZero();
        assertThat(sealing.count("audit_checkpoint")).isGreaterThan(KILLS);
        assertThat(sealing.count("audit_halt")).isZero();
        var run = as(sealing.verification::verify);
        assertThat(run.outcome()).as(run.finding()).isEqualTo(Verification.Outcome.PROVEN);
        System.out.printf(
                "%,d acknowledged, %,d sealed, %,d checkpoints, %,d anchors%n",
                acknowledged.size(),
                sealed.size(),
                sealing.count("audit_checkpoint"),
                sealing.count("audit_anchor"));
    }

    @Test
    void anotherProcessTakesOverWithinSeconds() throws Exception {
        try (var server = new CrashableServer("takeover");
                var database = ScratchDatabase.existing(server.access());
                var first = child(server)) {
            acknowledge(first);
            var observer = new TestSealing(database, Clock.systemUTC(), home);
            await().atMost(Duration.ofMinutes(1)).until(() -> !leader(observer).equals(NOBODY));
            var leading = leader(observer);
            try (var second = child(server)) {
                acknowledge(second);
                assertThat(leader(observer)).as("one sealer").isEqualTo(leading);
                first.kill();
                first.awaitEnd();
                var killed = System.nanoTime();
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> !leading.equals(leader(observer)));
                System.out.printf(
                        "taken over after %d ms%n", (System.nanoTime() - killed) / 1_000_000);
                var before = observer.count("audit_leaf");
                await().until(() -> observer.count("audit_leaf") > before);
            }
        }
    }

    private static String leader(TestSealing observer) {
        return observer.across(observer.leadership::leader)
                .map(Leadership.Leader::name)
                .orElse(NOBODY);
    }
}
