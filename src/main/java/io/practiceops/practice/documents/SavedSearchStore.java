package io.practiceops.practice.documents;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of saved searches. */
@Repository
class SavedSearchStore {

    private static final String SELECT =
            "SELECT id, name, query, owner_id, owner_name, shared FROM document_search WHERE firm_id = :firm";
    private static final int MOST = 100;

    private final JdbcClient jdbc;

    SavedSearchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The person's own, then those shared with them. */
    List<SavedSearch> visibleTo(UUID person) {
        return jdbc.sql(
                        SELECT
                                + """
                                   AND (owner_id = :person OR shared)
                                 ORDER BY owner_id <> :person, lower(name), id LIMIT :most
                                """)
                .param("firm", Acting.firm())
                .param("person", person)
                .param("most", MOST)
                .query(SavedSearchStore::search)
                .list();
    }

    Optional<SavedSearch> find(UUID owner, UUID id) {
        return jdbc.sql(SELECT + " AND owner_id = :owner AND id = :id")
                .param("firm", Acting.firm())
                .param("owner", owner)
                .param("id", id)
                .query(SavedSearchStore::search)
                .optional();
    }

    /** False where the person has one of that name already. */
    boolean insert(SavedSearch search, Instant at) {
        return jdbc.sql(
                                """
                                INSERT INTO document_search (id, firm_id, owner_id, owner_name, name, query, shared, created_at)
                                VALUES (:id, :firm, :owner, :ownerName, :name, :query, :shared, :at)
                                ON CONFLICT (firm_id, owner_id, name) DO NOTHING
                                """)
                        .param("id", search.id())
                        .param("firm", Acting.firm())
                        .param("owner", search.owner())
                        .param("ownerName", search.ownerName())
                        .param("name", search.name())
                        .param("query", search.query())
                        .param("shared", search.shared())
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    void share(UUID id, boolean shared) {
        jdbc.sql("UPDATE document_search SET shared = :shared WHERE firm_id = :firm AND id = :id")
                .param("shared", shared)
                .param("firm", Acting.firm())
                .param("id", id)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("DELETE FROM document_search WHERE firm_id = :firm AND id = :id")
                .param("firm", Acting.firm())
                .param("id", id)
                .update();
    }

    private static SavedSearch search(ResultSet row, int number) throws SQLException {
        return new SavedSearch(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("query"),
                row.getObject("owner_id", UUID.class),
                row.getString("owner_name"),
                row.getBoolean("shared"));
    }
}
