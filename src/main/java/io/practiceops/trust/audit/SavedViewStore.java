package io.practiceops.trust.audit;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SavedViewStore {

    private static final int MOST = 100;

    private final JdbcClient jdbc;

    SavedViewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The person's own, then those shared with them. */
    List<SavedView> visibleTo(UUID firm, UUID person) {
        return jdbc.sql(
                        """
                        SELECT id, name, query, owner_id, owner_name, shared FROM trail_view
                         WHERE firm_id = :firm AND (owner_id = :person OR shared)
                         ORDER BY owner_id <> :person, lower(name), id LIMIT :most
                        """)
                .param("firm", firm)
                .param("person", person)
                .param("most", MOST)
                .query(SavedViewStore::view)
                .list();
    }

    Optional<SavedView> find(UUID firm, UUID owner, UUID id) {
        return jdbc.sql(
                        """
                        SELECT id, name, query, owner_id, owner_name, shared FROM trail_view
                         WHERE firm_id = :firm AND owner_id = :owner AND id = :id
                        """)
                .param("firm", firm)
                .param("owner", owner)
                .param("id", id)
                .query(SavedViewStore::view)
                .optional();
    }

    private static SavedView view(ResultSet row, int number) throws SQLException {
        return new SavedView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("query"),
                row.getObject("owner_id", UUID.class),
                row.getString("owner_name"),
                row.getBoolean("shared"));
    }

    /** False where the person has one of that name already. */
    boolean insert(
            UUID id,
            UUID firm,
            UUID owner,
            String ownerName,
            String name,
            String query,
            Instant at) {
        return jdbc.sql(
                                """
                                INSERT INTO trail_view (id, firm_id, owner_id, owner_name, name, query, shared, created_at)
                                VALUES (:id, :firm, :owner, :ownerName, :name, :query, false, :at)
                                ON CONFLICT (firm_id, owner_id, name) DO NOTHING
                                """)
                        .param("id", id)
                        .param("firm", firm)
                        .param("owner", owner)
                        .param("ownerName", ownerName)
                        .param("name", name)
                        .param("query", query)
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    /** False where the person has another of that name. */
    boolean rename(UUID firm, UUID owner, UUID id, String name) {
        return jdbc.sql(
                                """
                                UPDATE trail_view v SET name = :name
                                 WHERE firm_id = :firm AND owner_id = :owner AND id = :id
                                   AND NOT EXISTS (SELECT FROM trail_view o
                                                    WHERE o.firm_id = :firm AND o.owner_id = :owner
                                                      AND o.name = :name AND o.id <> :id)
                                """)
                        .param("firm", firm)
                        .param("owner", owner)
                        .param("id", id)
                        .param("name", name)
                        .update()
                == 1;
    }

    void share(UUID firm, UUID owner, UUID id, boolean shared) {
        jdbc.sql(
                        """
                        UPDATE trail_view SET shared = :shared
                         WHERE firm_id = :firm AND owner_id = :owner AND id = :id
                        """)
                .param("shared", shared)
                .param("firm", firm)
                .param("owner", owner)
                .param("id", id)
                .update();
    }

    void delete(UUID firm, UUID owner, UUID id) {
        jdbc.sql("DELETE FROM trail_view WHERE firm_id = :firm AND owner_id = :owner AND id = :id")
                .param("firm", firm)
                .param("owner", owner)
                .param("id", id)
                .update();
    }
}
