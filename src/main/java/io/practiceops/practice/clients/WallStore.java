package io.practiceops.practice.clients;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of walls. */
@Repository
class WallStore {

    private static final String SELECT =
            """
            SELECT w.id, w.user_id, p.name, w.reason, w.raised_by, w.raised_at,
                   w.lifted_by, w.lifted_at, w.lifted_because
              FROM client_wall w JOIN people_of_firm() p ON p.id = w.user_id
             WHERE w.firm_id = :firm AND w.client_id = :client
            """;

    private final JdbcClient jdbc;

    WallStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Wall> of(UUID client) {
        return jdbc.sql(SELECT + " ORDER BY w.lifted_at IS NOT NULL, w.id DESC")
                .param("firm", Acting.firm())
                .param("client", client)
                .query(WallStore::wall)
                .list();
    }

    Optional<Wall> find(UUID client, UUID id) {
        return jdbc.sql(SELECT + " AND w.id = :id")
                .param("firm", Acting.firm())
                .param("client", client)
                .param("id", id)
                .query(WallStore::wall)
                .optional();
    }

    boolean stands(UUID client, UUID user) {
        return of(client).stream().anyMatch(wall -> wall.stands() && wall.user().equals(user));
    }

    void insert(UUID client, Wall wall) {
        jdbc.sql(
                        """
                        INSERT INTO client_wall (id, firm_id, client_id, user_id, reason, raised_by, raised_at)
                        VALUES (:id, :firm, :client, :user, :reason, :by, :at)
                        """)
                .param("id", wall.id())
                .param("firm", Acting.firm())
                .param("client", client)
                .param("user", wall.user())
                .param("reason", wall.reason())
                .param("by", wall.raisedBy())
                .param("at", wall.raisedAt().atOffset(UTC))
                .update();
    }

    void lift(UUID id, String by, Instant at, String because) {
        jdbc.sql(
                        """
                        UPDATE client_wall SET lifted_by = :by, lifted_at = :at, lifted_because = :because
                         WHERE firm_id = :firm AND id = :id AND lifted_at IS NULL
                        """)
                .param("by", by)
                .param("at", at.atOffset(UTC))
                .param("because", because)
                .param("firm", Acting.firm())
                .param("id", id)
                .update();
    }

    private static Wall wall(ResultSet row, int number) throws SQLException {
        return new Wall(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getString("name"),
                row.getString("reason"),
                row.getString("raised_by"),
                row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                row.getString("lifted_by"),
                instant(row.getObject("lifted_at", OffsetDateTime.class)),
                row.getString("lifted_because"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
