import java.sql.Connection;
import java.sql.SQLException;

/** A table without its policies: the same columns, rows and indexes in a schema that goes again. */
final class PlainCopy implements AutoCloseable {

    static final String SCHEMA = "bench_plain";

    private final Connection owner;

    private PlainCopy(Connection owner) {
        this.owner = owner;
    }

    /** Of a table in the first schema of the search path; {@code reader} is let read the copy. */
    static PlainCopy of(String table, String reader, Connection owner) throws SQLException {
        var copy = emptyOf(table, reader, owner);
        var columns = copy.storedColumns(table);
        copy.execute(
                "INSERT INTO %s.%s (%s) OVERRIDING SYSTEM VALUE SELECT %3$s FROM %2$s"
                        .formatted(SCHEMA, table, columns));
        copy.execute("VACUUM (ANALYZE) %s.%s".formatted(SCHEMA, table));
        copy.execute("VACUUM (ANALYZE) " + table);
        return copy;
    }

    /** The columns and indexes without the rows; {@code user} is let read and insert. */
    static PlainCopy emptyOf(String table, String user, Connection owner) throws SQLException {
        var copy = new PlainCopy(owner);
        owner.setAutoCommit(true);
        copy.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
        copy.execute("CREATE SCHEMA " + SCHEMA);
        copy.execute("GRANT USAGE ON SCHEMA %s TO %s".formatted(SCHEMA, user));
        copy.execute("CREATE TABLE %s.%s (LIKE %2$s INCLUDING ALL)".formatted(SCHEMA, table));
        copy.execute("GRANT SELECT, INSERT ON %s.%s TO %s".formatted(SCHEMA, table, user));
        return copy;
    }

    private String storedColumns(String table) throws SQLException {
        try (var statement =
                owner.prepareStatement(
                        """
                        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
                          FROM pg_attribute
                         WHERE attrelid = ?::regclass AND attnum > 0
                           AND NOT attisdropped AND attgenerated = ''
                        """)) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        execute("DROP SCHEMA " + SCHEMA + " CASCADE");
    }
}
