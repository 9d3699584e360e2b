package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.TestSealing.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.trust.audit.TestAudit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each way around that is known, by the login of the application, the platform role, and the owner.
 */
class RailsTests {

    private static final UUID FIRM = new UUID(1, 1);

    private static ScratchDatabase database;
    private static TestSealing sealing;

    @BeforeAll
    static void aTrail(@TempDir Path home) {
        database = ScratchDatabase.create();
        var clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));
        sealing = new TestSealing(database, clock, home);
        TestAudit.makePartition(database, sealing.month());
        sealing.record(FIRM, 300);
        sealing.seal();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_event SET action = 'x'",
                "DELETE FROM audit_event",
                "TRUNCATE audit_event",
                "SELECT * FROM audit_event_2026_03",
                "INSERT INTO audit_event_2026_03 SELECT * FROM audit_event",
                "DELETE FROM audit_event_2026_03",
                "TRUNCATE audit_event_2026_03",
                "DROP TABLE audit_event_2026_03",
                "ALTER TABLE audit_event DISABLE TRIGGER written_once",
                "SET session_replication_role = replica",
                "DELETE FROM audit_inbox",
                "SELECT * FROM audit_leaf",
                "SELECT * FROM audit_log",
                "DELETE FROM audit_personal",
                "UPDATE audit_personal SET value = 'x'",
                "SELECT drop_audit_month('2026-03-01')"
            })
    void theLoginOfTheApplicationIsRefused(String sql) {
        var firm = Actor.system("test", FIRM);
        assertThatThrownBy(() ->
                        Acting.<Integer, RuntimeException>as(
                                firm,
                                "test",
                                () ->
                                        database.transaction()
                                                .execute(_ -> database.jdbc().sql(sql).update())))
                .hasStackTraceContaining("ERROR: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_event SET action = 'x'",
                "DELETE FROM audit_event",
                "TRUNCATE audit_event",
                "DELETE FROM audit_leaf",
                "UPDATE audit_leaf SET leaf_index = leaf_index + 1",
                "UPDATE audit_tile SET hashes = hashes",
                "DELETE FROM audit_root",
                "UPDATE audit_checkpoint SET note = 'x'",
                "DELETE FROM audit_anchor",
                "DELETE FROM audit_log",
                "UPDATE audit_log SET size = size - 1",
                "UPDATE audit_log SET origin = 'another'",
                "DELETE FROM audit_halt",
                "UPDATE audit_key SET vkey = 'x'",
                "UPDATE audit_personal SET value = 'x'",
                "SELECT drop_audit_month('2026-03-01')",
                "SELECT forget_leaves_of_month('2026-03-01', 10)"
            })
    void thePlatformRoleIsRefused(String sql) {
        assertThatThrownBy(() -> as(() -> sealing.across(() -> database.jdbc().sql(sql).update())))
                .hasStackTraceContaining("ERROR: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_event SET action = 'x'",
                "DELETE FROM audit_event_2026_03",
                "TRUNCATE audit_event",
                "TRUNCATE audit_event_2026_03",
                "TRUNCATE audit_event_default",
                "DELETE FROM audit_leaf",
                "TRUNCATE audit_leaf",
                "DELETE FROM audit_checkpoint",
                "UPDATE audit_root SET root = leaf_hash"
            })
    void evenTheOwnerHasToSwitchSomethingOffFirst(String sql) {
        assertThatThrownBy(() -> sealing.asOwner(sql)).hasMessageContaining("written once");
        assertThatThrownBy(
                        () -> sealing.asSuperuser("SET session_replication_role = replica; " + sql))
                .as("ENABLE ALWAYS")
                .hasMessageContaining("written once");
    }

    @Test
    void noTableOfTheTrailRefersToABusinessTable() {
        var references =
                as(() ->
                        sealing.across(() ->
                                database.jdbc()
                                        .sql(
                                                """
                                                SELECT conrelid::regclass || ' -> ' || confrelid::regclass FROM pg_constraint
                                                 WHERE contype = 'f' AND conrelid::regclass::text LIKE 'audit%'
                                                   AND confrelid::regclass::text NOT LIKE 'audit%'
                                                """)
                                        .query(String.class)
                                        .list()));
        assertThat(references).isEmpty();
    }
}
