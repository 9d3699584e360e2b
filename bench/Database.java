import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The database of an installation and its two logins. */
record Database(String url, Login owner, Login app) {

    record Login(String user, String password) {

        /** Written {@code user:password}. */
        static Login parse(String option, String text) {
            var colon = text.indexOf(':');
            if (colon < 1) {
                throw new Program.Refused(option + " is written USER:PASSWORD.");
            }
            return new Login(text.substring(0, colon), text.substring(colon + 1));
        }
    }

    static final String OPTIONS =
            """
              --home DIR        the data folder of a running installation with an embedded database;
                                otherwise:
              --url URL         jdbc:postgresql://localhost:5432/practiceops
              --owner LOGIN     the login that owns the tables, USER:PASSWORD
              --app LOGIN       the login that serves, USER:PASSWORD
            """;

    Database {
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new Program.Refused("\"" + url + "\" does not begin with jdbc:postgresql://.");
        }
        Loopback.address(URI.create(url.substring("jdbc:".length())).getHost());
    }

    static Database of(Program program) {
        if (program.has("--home")) {
            return ofHome(Path.of(program.needed("--home")));
        }
        if (!program.has("--url")) {
            throw new Program.Refused("Which database? Give --home or --url. See --help.");
        }
        return new Database(
                program.needed("--url"),
                Login.parse("--owner", program.needed("--owner")),
                Login.parse("--app", program.text("--app").orElse(program.needed("--owner"))));
    }

    /** The embedded one that a running application has below its home. */
    static Database ofHome(Path home) {
        var logins = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("database.credentials"))) {
            logins.load(reader);
            var port = Files.readAllLines(postmaster(home)).get(3).strip();
            return new Database(
                    "jdbc:postgresql://127.0.0.1:" + port + "/practiceops",
                    login(logins, "practiceops_owner"),
                    login(logins, "practiceops_app"));
        } catch (IOException e) {
            throw new Program.Refused(home + " has no running database: " + e.getMessage());
        }
    }

    /** The file in which the running server of a home writes its process and port. */
    static Path postmaster(Path home) {
        try (var files = Files.walk(home, 3)) {
            return files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow(
                            () -> new Program.Refused("No PostgreSQL runs below " + home + "."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Login login(Properties logins, String user) {
        var password = logins.getProperty(user);
        if (password == null) {
            throw new Program.Refused("database.credentials has no password for " + user + ".");
        }
        return new Login(user, password);
    }

    Connection asOwner() throws SQLException {
        return connect(owner);
    }

    Connection asApp() throws SQLException {
        return connect(app);
    }

    String version() throws SQLException {
        try (var connection = asOwner()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    private Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(url, login.user, login.password);
    }
}
