package io.practiceops.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** DESIGN: a firm's rows are the firm's, whatever a statement says. */
class FirmIsolationTests {

    private static final UUID ONE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private static ScratchDatabase database;
    private static JdbcClient jdbc;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void twoFirmsWithAThing() throws SQLException {
        database = ScratchDatabase.create();
        jdbc = database.jdbc();
        transaction = database.transaction();
        asOwner(
                """
                CREATE TABLE thing (id uuid NOT NULL, firm_id uuid NOT NULL, name text, PRIMARY KEY (id, firm_id));
                CREATE TABLE part (id uuid PRIMARY KEY, firm_id uuid NOT NULL, thing_id uuid NOT NULL,
                                   FOREIGN KEY (thing_id, firm_id) REFERENCES thing (id, firm_id));
                CALL protect_firm_table('thing', 'SELECT, INSERT, UPDATE, DELETE');
                CALL protect_firm_table('part', 'SELECT, INSERT');
                """);
        in(ONE, () -> insert(ONE, "one"));
        in(OTHER, () -> insert(OTHER, "other"));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aFirmSeesItsRowsAndNoOther() {
        assertThat(in(ONE, FirmIsolationTests::names)).isEqualTo("one");
        assertThat(in(OTHER, FirmIsolationTests::names)).isEqualTo("other");
    }

    @Test
    void withoutAFirmNothingIsSeen() {
        assertThat(in(null, FirmIsolationTests::names)).isNull();
    }

    @Test
    void nothingIsSeenOnAConnectionThatServedAFirmBefore() {
        in(ONE, FirmIsolationTests::names);

        assertThat(jdbc.sql("SELECT count(*) FROM thing").query(Long.class).single()).isZero();
    }

    @Test
    void aRowOfAnotherFirmIsNotWritten() {
        assertThatThrownBy(() -> in(ONE, () -> insert(OTHER, "smuggled")))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void aRowOfAnotherFirmIsNotChangedOrDeleted() {
        var changed =
                in(
                        ONE,
                        () ->
                                jdbc.sql("UPDATE thing SET name = 'x' WHERE firm_id = ?")
                                        .param(OTHER)
                                        .update());
        var deleted =
                in(
                        ONE,
                        () ->
                                jdbc.sql("DELETE FROM thing WHERE firm_id = ?")
                                        .param(OTHER)
                                        .update());

        assertThat(changed).isZero();
        assertThat(deleted).isZero();
    }

    @Test
    void aReferenceIntoAnotherFirmIsRefused() {
        var foreign = in(OTHER, () -> jdbc.sql("SELECT id FROM thing").query(UUID.class).single());

        assertThatThrownBy(() ->
                        in(
                                ONE,
                                () ->
                                        jdbc.sql("INSERT INTO part VALUES (?, ?, ?)")
                                                .params(UUID.randomUUID(), ONE, foreign)
                                                .update()))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("foreign key");
    }

    @Test
    void aMigrationOfTheOwnersReachesTheRowsOfAllFirms() throws SQLException {
        assertThat(asOwner("UPDATE thing SET name = name")).isEqualTo(2);
    }

    @Test
    void thePlatformRoleReachesOnlyTablesThatGrantIt() {
        var platform = new AcrossFirmsTemplate(database.transactions());

        assertThatCode(() ->
                        platform.execute(_ ->
                                jdbc.sql("SELECT count(*) FROM audit_event")
                                        .query(Long.class)
                                        .single()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> platform.execute(_ -> names()))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void theAppLoginHasNoRightOnIdentity() {
        assertThatThrownBy(() ->
                        in(
                                ONE,
                                () ->
                                        jdbc.sql("SELECT count(*) FROM user_account")
                                                .query(Long.class)
                                                .single()))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void theAppLoginHasNoDdlAndNoCopyOfAnotherRole() {
        assertThatThrownBy(() -> jdbc.sql("CREATE TABLE mine (id int)").update())
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> jdbc.sql("SET ROLE practiceops_owner").update())
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> jdbc.sql("ALTER TABLE thing DISABLE ROW LEVEL SECURITY").update())
                .hasStackTraceContaining("owner");
    }

    @Test
    void theAuditTrailIsWrittenOnceByAppAndPlatform() {
        for (var statement :
                List.of(
                        "UPDATE audit_event SET action = 'x'",
                        "DELETE FROM audit_event",
                        "TRUNCATE audit_event")) {
            assertThatThrownBy(() -> in(ONE, () -> jdbc.sql(statement).update()))
                    .hasStackTraceContaining("permission denied");
        }
        assertThatThrownBy(() -> asOwner("TRUNCATE audit_event"))
                .hasMessageContaining("written once");
    }

    @Test
    void aFirmTableWithoutPoliciesIsRefusedAtStart() throws SQLException {
        try (var scratch = ScratchDatabase.create()) {
            owner(
                    scratch,
                    "CREATE TABLE bare (firm_id uuid); GRANT SELECT ON bare TO practiceops_app");

            assertThatThrownBy(() -> verify(scratch))
                    .isInstanceOf(DatabaseRefused.class)
                    .hasMessageContaining("bare");
        }
    }

    @Test
    void aFirmTableWhosePolicyIsNotForcedIsRefusedAtStart() throws SQLException {
        try (var scratch = ScratchDatabase.create()) {
            owner(scratch, "ALTER TABLE client NO FORCE ROW LEVEL SECURITY");

            assertThatThrownBy(() -> verify(scratch))
                    .isInstanceOf(DatabaseRefused.class)
                    .hasMessageContaining("client");
        }
    }

    @Test
    void aFirmTableNobodyServesNeedsNoPolicy() throws SQLException {
        try (var scratch = ScratchDatabase.create()) {
            owner(scratch, "CREATE TABLE closed (firm_id uuid)");

            assertThatCode(() -> verify(scratch)).doesNotThrowAnyException();
        }
    }

    @Test
    void servingAsTheOwnerIsRefusedAtStart() {
        var access = database.access();
        var same = new DatabaseAccess(access.url(), access.owner(), access.owner());

        assertThatThrownBy(() -> verify(same))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("same login");
    }

    @Test
    void servingAsASuperuserIsRefusedAtStart() {
        var access = database.access();
        var powerful = new DatabaseAccess(access.url(), access.owner(), ScratchDatabase.admin());

        assertThatThrownBy(() -> verify(powerful))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("superuser");
    }

    @Test
    void searchUsesItsIndexAndStaysWithinTheFirm() {
        for (var firm : List.of(ONE, OTHER)) {
            in(
                    firm,
                    () ->
                            jdbc.sql(
                                            """
                                            INSERT INTO search_entry (firm_id, kind, object_id, part, title, body)
                                            VALUES (?, 'note', ?, 0, 'Escrow', 'The escrow is released on closing.')
                                            """)
                                    .params(firm, UUID.randomUUID())
                                    .update());
        }
        var index = new SearchIndex(jdbc);

        assertThat(in(ONE, () -> index.find("note", "releases", 10))).hasSize(1);
        assertThat(
                        in(
                                null,
                                () ->
                                        jdbc.sql(
                                                        "SELECT count(*) FROM search_of_firm('note', 'escrow', '{}', NULL, NULL, 10)")
                                                .query(Long.class)
                                                .single()))
                .isZero();
        assertThat(in(ONE, () -> index.find("note", "  ", 10))).isEmpty();
        assertThat(in(ONE, () -> index.find("note", "escrow -\"tax return\"", 10))).hasSize(1);
        assertThat(in(ONE, () -> index.find("note", "escrow -well-known", 10))).hasSize(1);
        assertThat(in(ONE, () -> index.find("note", "\"'; DROP TABLE client; -- & | ! :* <->", 10)))
                .isEmpty();
    }

    @Test
    void aTransactionThatDoesNotSayForWhomItWorksGetsAnError() {
        assertThatThrownBy(() ->
                        transaction.executeWithoutResult(_ -> {
                            jdbc.sql("SELECT set_config('practiceops.firm', ?, true)")
                                    .param(ONE.toString())
                                    .query(String.class)
                                    .single();
                            jdbc.sql(
                                            "SELECT search_of_firm('note', 'escrow', '{}', NULL, NULL, 10)")
                                    .query()
                                    .listOfRows();
                        }))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("does not say for whom");
    }

    @Test
    void everyTableOfAClientsRowsIsClosedWithTheClient() {
        assertThat(
                        jdbc.sql(
                                        """
                                        SELECT c.relname FROM pg_class c
                                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'client_id'
                                         WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
                                           AND has_table_privilege(c.oid, 'SELECT')
                                           AND NOT EXISTS (SELECT FROM pg_policy p
                                                            WHERE p.polrelid = c.oid AND NOT p.polpermissive)
                                        """)
                                .query(String.class)
                                .list())
                .as("End their migration with CALL close_with('the_table', 'client_id')")
                .isEmpty();
    }

    private static void verify(ScratchDatabase scratch) {
        verify(scratch.access());
    }

    private static void verify(DatabaseAccess access) {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(access.url());
            pool.setUsername(access.app().user());
            pool.setPassword(access.app().password());
            pool.setMaximumPoolSize(1);
            FirmIsolation.verify(pool, access, "practiceops_platform");
        }
    }

    private static String names() {
        return jdbc.sql("SELECT string_agg(name, ',') FROM thing")
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static int insert(UUID firm, String name) {
        return jdbc.sql("INSERT INTO thing VALUES (?, ?, ?)")
                .params(UUID.randomUUID(), firm, name)
                .update();
    }

    private static <T> T in(UUID firm, Supplier<T> work) {
        return Acting.as(
                Actor.system("test", firm), "test", () -> transaction.execute(_ -> work.get()));
    }

    private static int asOwner(String statements) throws SQLException {
        return owner(database, statements);
    }

    private static int owner(ScratchDatabase scratch, String statements) throws SQLException {
        var access = scratch.access();
        try (var connection =
                        DriverManager.getConnection(
                                access.url(), access.owner().user(), access.owner().password());
                var statement = connection.createStatement()) {
            statement.execute(statements);
            return statement.getUpdateCount();
        }
    }
}
