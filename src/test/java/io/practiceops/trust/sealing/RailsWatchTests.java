package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.TestSealing.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.trust.audit.TestAudit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the owner of the database switches off is seen. */
class RailsWatchTests {

    private static final UUID FIRM = new UUID(1, 1);

    private final ScratchDatabase database = ScratchDatabase.create();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));

    @TempDir private Path home;

    private TestSealing sealing;

    @BeforeEach
    void aTrail() {
        sealing = new TestSealing(database, clock, home);
        TestAudit.makePartition(database, sealing.month());
        sealing.record(FIRM, 300);
        sealing.seal();
        as(() -> {
            sealing.rails.run();
            return true;
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTruncationOnRecordDropsNoMonthThatIsNotAYearOld() {
        as(() ->
                sealing.across(() -> {
                    sealing.retentionStore.begin(sealing.month(), 300, clock.instant());
                    return true;
                }));
        assertThatThrownBy(() ->
                        as(() ->
                                sealing.across(() -> {
                                    sealing.retentionStore.drop(sealing.month(), clock.instant());
                                    return true;
                                })))
                .hasStackTraceContaining("is not a year old");
    }

    @Test
    void allIsWellAsItWasMade() {
        assertThat(sealing.rails.look().health()).isEqualTo(Health.GOOD);
        TestAudit.makePartition(database, sealing.month().plusMonths(1));
        runRails();
        assertThat(sealing.rails.look().health()).as("a new month").isEqualTo(Health.GOOD);
        assertThat(sealing.actions()).doesNotContain("audit.rails-changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE audit_event DISABLE TRIGGER written_once",
                "ALTER TABLE audit_event_2026_03 DISABLE TRIGGER never_truncated",
                "DROP TRIGGER written_once ON audit_leaf",
                "ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY",
                "GRANT DELETE ON audit_event TO practiceops_platform",
                "GRANT UPDATE ON audit_checkpoint TO practiceops_platform"
            })
    void aRailThatWasTakenAwayIsSeenAtOnceAndGoesOnRecord(String sql) {
        sealing.asOwner(sql);
        assertThat(sealing.rails.look().health()).isEqualTo(Health.BAD);
        runRails();
        assertThat(sealing.actions()).contains("audit.rails-changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE POLICY open ON audit_event USING (true)",
                "CREATE OR REPLACE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$",
                "DROP TABLE audit_event_2026_03"
            })
    void aRailThatWasBentGoesOnRecord(String sql) {
        sealing.asOwner(sql);
        runRails();
        assertThat(sealing.actions()).contains("audit.rails-changed");
        assertThat(sealing.rails.look().health()).isEqualTo(Health.WARN);
        clock.move(Duration.ofDays(8));
        assertThat(sealing.rails.look().health()).isEqualTo(Health.GOOD);
    }

    @Test
    void ddlOnTheTrailIsKeptWhereASuperuserAllowedIt() {
        sealing.asSuperuser("CALL log_ddl_of_audit()");
        sealing.asOwner("ALTER TABLE audit_event DISABLE TRIGGER written_once");
        sealing.asOwner("DROP TABLE audit_event_2026_03");

        var kept =
                as(() ->
                        sealing.across(() ->
                                database.jdbc()
                                        .sql(
                                                "SELECT login || ' ' || command || ' ' || object FROM audit_ddl ORDER BY at")
                                        .query(String.class)
                                        .list()));
        assertThat(kept)
                .contains(
                        database.access().owner().user() + " ALTER TABLE public.audit_event",
                        database.access().owner().user()
                                + " DROP TABLE public.audit_event_2026_03");
    }

    private void runRails() {
        as(() -> {
            sealing.rails.run();
            return true;
        });
    }
}
