package io.practiceops.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.foundation.database.DatabaseAccess.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A running server: its settings, its roles, who gets in. */
class EmbeddedPostgresTests {

    private static Path home;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        home = TestHomes.createBare("it's a home");
        server = EmbeddedPostgres.start(home);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "server_version,17.11",
        "fsync,on",
        "synchronous_commit,on",
        "full_page_writes,on",
        "data_checksums,on",
        "wal_level,replica",
        "summarize_wal,on",
        "max_slot_wal_keep_size,2GB",
        "max_wal_senders,4",
        "listen_addresses,127.0.0.1",
        "unix_socket_directories,''",
        "password_encryption,scram-sha-256",
        "shared_preload_libraries,pg_stat_statements",
        "server_encoding,UTF8",
        "log_timezone,UTC",
        "jit,off",
        "shared_buffers,128MB",
        "max_connections,60",
        "log_min_duration_statement,500ms",
    })
    void aSettingIsInForce(String name, String value) throws SQLException {
        assertThat(asAdmin("SHOW " + name)).isEqualTo(value);
    }

    @Test
    void textSortsAlikeOnEveryMachine() throws SQLException {
        assertThat(
                        asApp(
                                "SELECT concat(datlocprovider, ' ', datlocale) FROM pg_database"
                                        + " WHERE datname = current_database()"))
                .isEqualTo("b C.UTF-8");
    }

    @Test
    void onlyScramGetsIn() throws SQLException {
        assertThat(asAdmin("SELECT count(*) FROM pg_hba_file_rules")).isNotEqualTo("0");
        assertThat(
                        asAdmin(
                                "SELECT string_agg(DISTINCT auth_method, ' ') FROM"
                                        + " pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
    }

    @Test
    void aWrongPasswordIsRefused() {
        for (var login : new Login[] {access().owner(), access().app(), server.admin()}) {
            assertThatThrownBy(
                            () -> Sql.connect(access(), new Login(login.user(), "wrong")).close())
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void aRoleThatIsNeitherOwnerNorAppCannotConnect() throws SQLException {
        Sql.execute(
                access(), server.admin(), "CREATE ROLE stranger LOGIN PASSWORD 'strange enough'");
        assertThatThrownBy(() ->
                        Sql.connect(access(), new Login("stranger", "strange enough")).close())
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void neitherOwnerNorAppHasPower() throws SQLException {
        assertThat(
                        asAdmin(
                                """
                                SELECT count(*) FROM pg_roles
                                WHERE rolname LIKE 'practiceops%' AND rolname <> 'practiceops_admin'
                                  AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb
                                       OR rolreplication)
                                """))
                .isEqualTo("0");
        assertThat(asAdmin("SELECT rolcanlogin FROM pg_roles WHERE rolname LIKE '%platform'"))
                .isEqualTo("f");
    }

    @Test
    void theOwnerMakesTablesAndTheAppDoesNot() throws SQLException {
        Sql.execute(access(), access().owner(), "CREATE TABLE made_by_owner (id int)");
        assertThatThrownBy(
                        () -> Sql.execute(access(), access().app(), "CREATE TABLE by_app (id int)"))
                .hasMessageContaining("permission denied for schema public");
    }

    @Test
    void theAppBecomesThePlatformOnlyBySayingSo() throws SQLException {
        var others =
                "SELECT count(*) FROM pg_stat_statements WHERE query = '<insufficient privilege>'";
        try (var connection = Sql.connect(access(), access().app())) {
            assertThat(Sql.value(connection, others)).isNotEqualTo("0");
            connection.createStatement().execute("SET ROLE practiceops_platform");
            assertThat(Sql.value(connection, others)).isEqualTo("0");
        }
    }

    @Test
    void theThreePasswordsDifferAndTheirFileIsPrivate() throws Exception {
        assertThat(server.admin().password())
                .isNotEqualTo(access().owner().password())
                .isNotEqualTo(access().app().password());
        assertThat(access().owner().password()).isNotEqualTo(access().app().password());
        var mode = Files.getPosixFilePermissions(home.resolve(Credentials.FILE));
        assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
        assertThat(Files.getOwner(home.resolve(Credentials.FILE)))
                .isEqualTo(Files.getOwner(Path.of("/proc/self")));
        assertThat(server.access().toString()).doesNotContain(access().app().password());
    }

    @Test
    void noPasswordReachesTheLogOrTheStatistics() throws Exception {
        assertThat(asAdmin("SELECT string_agg(query, ' ') FROM pg_stat_statements"))
                .contains("ALTER ROLE")
                .doesNotContain(server.admin().password())
                .doesNotContain(access().app().password());
        assertThat(home.resolve("logs/postgresql.log"))
                .content()
                .doesNotContain(access().app().password());
    }

    @Test
    void theServerIsNotRootEvenWhenWeAre() throws Exception {
        var uid = Files.getAttribute(Path.of("/proc/" + server.pid()), "unix:uid");
        assertThat(uid).isNotEqualTo(0);
        Sql.execute(
                access(),
                server.admin(),
                "CREATE TABLE spoken (line text)",
                "COPY spoken FROM PROGRAM 'id -u; id -G | wc -w; env'");
        assertThat(asAdmin("SELECT string_agg(line, ' ') FROM spoken"))
                .startsWith(uid + " 1 ")
                .doesNotContain("MAVEN", "JAVA_HOME", "USER=");
    }

    @Test
    void aDatabaseIsCopiedFromATemplate() throws SQLException {
        server.createDatabase("first", null);
        var first = server.access("first");
        Sql.execute(first, first.owner(), "CREATE TABLE t AS SELECT 42 AS answer");
        server.createDatabase("second", "first");
        var second = server.access("second");
        assertThat(Sql.value(second, second.owner(), "SELECT answer FROM t")).isEqualTo("42");
        assertThat(Sql.value(second, second.app(), "SELECT count(*) > 0 FROM pg_stat_statements"))
                .isEqualTo("t");
    }

    @Test
    void aNameThatIsNoNameIsRefused() {
        assertThatThrownBy(() -> server.createDatabase("x; DROP DATABASE practiceops", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lower case letters");
    }

    @Test
    void memoryIsThatOfTheWholeServer() {
        assertThat(server.residentBytes()).isBetween(10L << 20, 1L << 30);
    }

    @Test
    void theLogIsPrivate() throws Exception {
        var mode = Files.getPosixFilePermissions(home.resolve("logs/postgresql.log"));
        assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
        assertThat(server.dataDirectory()).isEqualTo(home.resolve("pgdata"));
    }

    private static DatabaseAccess access() {
        return server.access();
    }

    private static String asApp(String query) throws SQLException {
        return Sql.value(access(), access().app(), query);
    }

    private static String asAdmin(String query) throws SQLException {
        return Sql.value(access(), server.admin(), query);
    }
}
