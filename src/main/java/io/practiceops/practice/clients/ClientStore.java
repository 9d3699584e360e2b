package io.practiceops.practice.clients;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of clients. The firm is the transaction's; it stands in the statements for the
 * planner's sake.
 */
@Repository
class ClientStore {

    private static final String COLUMNS =
            "id, kind, name, email, phone, city, state, note, access, created_at, version";

    private final JdbcClient jdbc;

    ClientStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Client client) {
        var details = client.details();
        bind(
                        jdbc.sql(
                                """
                                INSERT INTO client (id, firm_id, kind, name, email, phone, city, state, note, created_at)
                                VALUES (:id, :firm, :kind, :name, :email, :phone, :city, :state, :note, :created)
                                """),
                        details)
                .param("id", client.id())
                .param("created", client.createdAt().atOffset(UTC))
                .update();
    }

    /** False when the version is not the newest. */
    boolean update(UUID id, long version, ClientDetails details) {
        return bind(
                                jdbc.sql(
                                        """
                                        UPDATE client
                                           SET kind = :kind, name = :name, email = :email, phone = :phone,
                                               city = :city, state = :state, note = :note, version = version + 1
                                         WHERE firm_id = :firm AND id = :id AND version = :version
                                        """),
                                details)
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    private static JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec statement, ClientDetails details) {
        return statement
                .param("firm", Acting.firm())
                .param("kind", String.valueOf(details.kind()))
                .param("name", details.name())
                .param("email", details.email())
                .param("phone", details.phone())
                .param("city", details.city())
                .param("state", details.state())
                .param("note", details.note());
    }

    Optional<Client> find(UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM client WHERE firm_id = ? AND id = ?")
                .param(Acting.firm())
                .param(id)
                .query(ClientStore::client)
                .optional();
    }

    void lock(UUID id) {
        jdbc.sql("SELECT FROM client WHERE firm_id = ? AND id = ? FOR UPDATE")
                .param(Acting.firm())
                .param(id)
                .query((_, _) -> id)
                .optional();
    }

    Map<UUID, Client> findAll(List<UUID> ids) {
        return jdbc
                .sql("SELECT " + COLUMNS + " FROM client WHERE firm_id = ? AND id = ANY (?)")
                .param(Acting.firm())
                .param(ids.toArray(UUID[]::new))
                .query(ClientStore::client)
                .list()
                .stream()
                .collect(Collectors.toMap(Client::id, Function.identity()));
    }

    List<Client> list(@Nullable Cursor after, int rows) {
        if (after == null) {
            return jdbc.sql(
                            "SELECT "
                                    + COLUMNS
                                    + " FROM client WHERE firm_id = ? ORDER BY sort_name, id LIMIT ?")
                    .param(Acting.firm())
                    .param(rows)
                    .query(ClientStore::client)
                    .list();
        }
        return jdbc.sql(
                        "SELECT "
                                + COLUMNS
                                + """
                                  FROM client WHERE firm_id = ? AND (sort_name, id) > (lower(?), ?)
                                 ORDER BY sort_name, id LIMIT ?
                                """)
                .param(Acting.firm())
                .param(after.text(0))
                .param(after.id(1))
                .param(rows)
                .query(ClientStore::client)
                .list();
    }

    long count() {
        return jdbc.sql("SELECT count(*) FROM client WHERE firm_id = ?")
                .param(Acting.firm())
                .query(Long.class)
                .single();
    }

    private static Client client(ResultSet row, int number) throws SQLException {
        return new Client(
                row.getObject("id", UUID.class),
                new ClientDetails(
                        Client.Kind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("phone"),
                        row.getString("city"),
                        row.getString("state"),
                        row.getString("note")),
                Client.Access.valueOf(row.getString("access")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }
}
