package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.TestExport.asOwner;
import static io.practiceops.trust.sealing.TestExport.lines;
import static io.practiceops.trust.sealing.TestExport.verify;
import static io.practiceops.trust.sealing.TestExport.write;
import static io.practiceops.trust.sealing.VerifyReport.Verdict.DAMAGED;
import static io.practiceops.trust.sealing.VerifyReport.Verdict.PROVEN;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.trust.audit.AuditEvent;
import io.practiceops.trust.audit.TestAudit;
import io.practiceops.trust.sealing.VerifyFinding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thirteen ways to falsify a trail, each by somebody who owns the database, or the export. Exports
 * are made by the real writer from a real database; the checkpoint was kept elsewhere.
 */
class TamperMatrixTests {

    private static final UUID FIRM = new UUID(7, 7);

    /** Beyond the first full tile, so that hashes of both kinds are looked at. */
    private static final int EVENTS = 300;

    private final ScratchDatabase database = ScratchDatabase.create();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));

    @TempDir private Path home;

    private TestSealing sealing;
    private TestExport export;

    @BeforeEach
    void aSealedTrail() {
        TestAudit.makePartition(database, java.time.LocalDate.of(2026, 3, 1));
        sealing = new TestSealing(database, clock, home);
        export = new TestExport(sealing);
        for (var i = 0; i < EVENTS / 100; i++) {
            hundred(sealing, i, "thing");
            clock.move(Duration.ofSeconds(1));
            sealing.seal();
        }
    }

    private void hundred(TestSealing of, int hundreds, String name) {
        TestSealing.as(() ->
                of.across(() -> {
                    for (var i = 100 * hundreds; i < 100 * hundreds + 100; i++) {
                        of.audit.record(
                                AuditEvent.done("thing.done", "thing", name + "-" + i)
                                        .named("Thing " + i),
                                FIRM);
                        clock.move(Duration.ofMillis(20));
                    }
                    return true;
                }));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void untouchedItIsProven() {
        var report = verify(export.bundle(FIRM, "export"), export.kept());
        assertThat(report.findings()).isEmpty();
        assertThat(report.verdict()).isEqualTo(PROVEN);
        assertThat(report.counts().entries()).isEqualTo(EVENTS);
        assertThat(report.counts().personal()).isEqualTo(EVENTS);
    }

    @Test
    void row01aChangedPayloadIsNamed() {
        asOwner(
                database,
                "UPDATE audit_event SET canonical = replace(canonical, 'thing-17', 'thing-18') WHERE object_id = 'thing-17'");
        assertFound(Kind.ENTRY_CHANGED, 17L);
    }

    @Test
    void row02aChangedPayloadWithItsLeafIsNamed() {
        changePayloadAndLeaf(17);
        assertFound(Kind.ENTRY_CHANGED, 17L);
    }

    /** In the last, partial tile, whose only copy of the hash was changed too. */
    @Test
    void row02aChangedPayloadWithItsOnlyLeafIsFoundBetweenTwoSeals() {
        changePayloadAndLeaf(299);
        var report = assertFound(Kind.ENTRIES_DIFFER, null);
        assertThat(report.findings().getFirst().words())
                .contains("from entry 200 on and before entry 300");
    }

    private void changePayloadAndLeaf(int number) {
        var id = "thing-" + number;
        asOwner(
                database,
                "UPDATE audit_event SET canonical = replace(canonical, '%s', 'other') WHERE object_id = '%s'"
                        .formatted(id, id),
                """
                UPDATE audit_event SET leaf_hash = sha256('\\x00'::bytea || convert_to(canonical, 'UTF8'))
                 WHERE object_id = '%s'
                """
                        .formatted(id),
                """
                UPDATE audit_leaf SET leaf_hash = (SELECT leaf_hash FROM audit_event WHERE object_id = '%s')
                 WHERE event_id = (SELECT id FROM audit_event WHERE object_id = '%s')
                """
                        .formatted(id, id));
    }

    @Test
    void row03aDeletedEventIsNamed() {
        asOwner(database, "DELETE FROM audit_event WHERE object_id = 'thing-17'");
        assertFound(Kind.ENTRY_WITHHELD, 17L);
    }

    @Test
    void row04aDeletedEventIsNamedThoughTheOthersMovedUp() {
        asOwner(
                database,
                "DELETE FROM audit_leaf WHERE leaf_index = 17",
                "DELETE FROM audit_event WHERE object_id = 'thing-17'",
                "UPDATE audit_leaf SET leaf_index = leaf_index + 100000 WHERE leaf_index > 17",
                "UPDATE audit_leaf SET leaf_index = leaf_index - 100001 WHERE leaf_index > 17");
        assertFound(Kind.ENTRY_REMOVED, 17L);
    }

    @Test
    void row04aLineTakenOutOfTheExportIsNamed() {
        var bundle = export.bundle(FIRM, "export");
        var lines = lines(bundle, BundleFiles.EVENTS);
        lines.remove(17);
        write(bundle, BundleFiles.EVENTS, lines);
        assertFound(bundle, Kind.ENTRY_REMOVED, 17L);
    }

    @Test
    void row05anEventPutInIsNamed() {
        var bundle = export.bundle(FIRM, "export");
        var lines = lines(bundle, BundleFiles.EVENTS);
        lines.add(17, lines.get(16).replace("thing-16", "other"));
        write(bundle, BundleFiles.EVENTS, lines);
        assertFound(bundle, Kind.ENTRY_INSERTED, 17L);
    }

    @Test
    void row05anEventSealedNowAndDatedEarlierIsNamed() {
        clock.move(Duration.ofHours(-1));
        sealing.record(FIRM, "thing.backdated");
        clock.move(Duration.ofHours(1));
        sealing.seal();
        var report = assertFound(Kind.ENTRY_MISDATED, 300L);
        assertThat(report.findings().getFirst().words()).contains("cannot be earlier than");
    }

    @Test
    void row06twoSwappedEventsAreNamed() {
        asOwner(
                database,
                "UPDATE audit_leaf SET leaf_index = -1 WHERE leaf_index = 17",
                "UPDATE audit_leaf SET leaf_index = 17 WHERE leaf_index = 40",
                "UPDATE audit_leaf SET leaf_index = 40 WHERE leaf_index = -1");
        var report = assertFound(Kind.ENTRY_MOVED, 17L);
        assertThat(report.findings().getFirst().words()).contains("number 40");
    }

    @Test
    void row07aDroppedPartitionIsFoundAtItsFirstEvent() {
        asOwner(database, "DROP TABLE audit_event_2026_03");
        assertFound(Kind.ENTRY_WITHHELD, 0L);
    }

    @Test
    void row08aTailCutOffIsSeenOnlyWithTheKeptCheckpoint() {
        var before = export.bundle(FIRM, "before");
        sealing.record(FIRM, "thing.inconvenient");
        sealing.seal();
        assertSeenOnlyWith(before, Kind.KEPT_LONGER);
    }

    @Test
    void row09aHistoryRewrittenUnderANewKeyIsSeenOnlyWithTheKeptCheckpoint() throws IOException {
        try (var other = ScratchDatabase.create()) {
            var forger = Files.createDirectory(home.resolve("forger"));
            var rewritten = rewritten(other, forger, 4);
            assertSeenOnlyWith(rewritten, Kind.KEY_UNKNOWN);
        }
    }

    @Test
    void row10aHistoryRewrittenUnderTheStolenKeyIsSeenOnlyWithTheKeptCheckpoint()
            throws IOException {
        try (var other = ScratchDatabase.create()) {
            var rewritten = rewritten(other, stolenKeys(), 4);
            assertSeenOnlyWith(rewritten, Kind.KEPT_REWRITTEN);
        }
    }

    @Test
    void row11aSecondHistoryOfTheSameSizeIsSeenOnlyWithTheKeptCheckpoint() throws IOException {
        try (var other = ScratchDatabase.create()) {
            var rewritten = rewritten(other, stolenKeys(), 3);
            assertSeenOnlyWith(rewritten, Kind.KEPT_FORK);
        }
    }

    /** The same installation and firm, and other events; sealed so many times. */
    private Path rewritten(ScratchDatabase other, Path keys, int seals) {
        TestAudit.makePartition(other, java.time.LocalDate.of(2026, 3, 1));
        var forger = new TestSealing(other, clock, keys);
        for (var i = 0; i < seals; i++) {
            hundred(forger, i, "nicer");
            clock.move(Duration.ofSeconds(1));
            forger.seal();
        }
        return new TestExport(forger).bundle(FIRM, "rewritten");
    }

    /** A home that holds nothing but the keys of this one. */
    private Path stolenKeys() throws IOException {
        var thief = Files.createDirectories(home.resolve("thief/keys"));
        try (var keys = Files.list(home.resolve("keys"))) {
            for (var key : keys.toList()) {
                Files.copy(key, thief.resolve(key.getFileName()), COPY_ATTRIBUTES);
            }
        }
        return home.resolve("thief");
    }

    @Test
    void row12aClockMovedBackIsFound() {
        clock.move(Duration.ofDays(-2));
        sealing.record(FIRM, "thing.done");
        sealing.seal();
        assertFound(
                verify(
                        export.bundle(
                                FIRM,
                                "export",
                                TestExport.FROM.minus(Duration.ofDays(9)),
                                TestExport.UNTIL,
                                null),
                        export.kept()),
                Kind.ENTRY_MISDATED,
                300L);
    }

    @Test
    void row13personalDataDeletedWithoutARecordIsNamed() {
        asOwner(
                database,
                """
                DELETE FROM audit_personal
                 WHERE event_id = (SELECT id FROM audit_event WHERE object_id = 'thing-17')
                """);
        assertFound(Kind.REDACTION_UNEXPLAINED, 17L);
    }

    @Test
    void row13personalDataErasedOnRecordIsNoAlarm() {
        erase("thing", "thing-17");
        sealing.seal();
        var report = verify(export.bundle(FIRM, "export"), export.kept());
        assertThat(report.findings()).isEmpty();
        assertThat(report.counts().redacted()).isEqualTo(1);
    }

    @Test
    void anErasureOutsideThePeriodExplainsToo() {
        clock.move(Duration.ofDays(60));
        sealing.record(FIRM, "thing.done");
        sealing.seal();
        erase("thing", "thing-17");
        sealing.seal();
        var bundle = export.bundle(FIRM, "export");
        assertThat(lines(bundle, BundleFiles.LATER)).hasSize(1);
        var report = verify(bundle, export.kept());
        assertThat(report.findings()).isEmpty();
        assertThat(report.counts().redacted()).isEqualTo(1);
    }

    @Test
    void changedPersonalDataIsNamed() {
        asOwner(
                database,
                "UPDATE audit_personal SET value = 'Somebody else' WHERE value = 'Thing 17'");
        assertFound(Kind.PERSONAL_CHANGED, 17L);
    }

    @Test
    void anyLineOfTheExportOutOfOrderIsFound() {
        var bundle = export.bundle(FIRM, "export");
        var lines = new ArrayList<>(lines(bundle, BundleFiles.EVENTS));
        Collections.reverse(lines);
        write(bundle, BundleFiles.EVENTS, lines);
        assertFound(bundle, Kind.ENTRY_MOVED, 0L);
    }

    private void erase(String type, String id) {
        var erasure =
                new AuditErasure(
                        new ErasureStore(database.jdbc()),
                        new EventStore(database.jdbc()),
                        sealing.audit,
                        clock);
        TestSealing.as(
                io.practiceops.foundation.kernel.Actor.system("test", FIRM),
                () -> sealing.across(() -> erasure.erase(type, id)));
    }

    private VerifyReport assertFound(Kind kind, Long index) {
        return assertFound(export.bundle(FIRM, "export"), kind, index);
    }

    private VerifyReport assertFound(Path bundle, Kind kind, Long index) {
        return assertFound(verify(bundle, export.kept()), kind, index);
    }

    private static VerifyReport assertFound(VerifyReport report, Kind kind, Long index) {
        assertThat(report.verdict()).isEqualTo(DAMAGED);
        assertThat(report.findings().getFirst().kind()).isEqualTo(kind);
        assertThat(report.findings().getFirst().index()).isEqualTo(index);
        return report;
    }

    private void assertSeenOnlyWith(Path bundle, Kind kind) {
        assertThat(verify(bundle).verdict()).isEqualTo(PROVEN);
        assertThat(new VerifyWords(verify(bundle)).text()).contains("NOT PROVEN");
        assertFound(verify(bundle, export.kept()), kind, null);
    }
}
