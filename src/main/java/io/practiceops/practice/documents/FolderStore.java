package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** What the column {@code folder} of documents makes of them. */
@Repository
class FolderStore {

    /** The rows of a folder and below; {@code starts_with} takes no wildcards, unlike LIKE. */
    private static final String BELOW =
            """
             WHERE firm_id = :firm AND client_id = :client
               AND (:folder = '' OR folder = :folder OR starts_with(folder, :folder || '/'))
            """;

    private static final String OF_YEAR = " AND (:year::int IS NULL OR year = :year::int)";

    private final JdbcClient jdbc;

    FolderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<String> names(UUID client, int most) {
        return jdbc.sql(
                        """
                        SELECT DISTINCT folder FROM document
                         WHERE firm_id = :firm AND client_id = :client AND folder <> ''
                         ORDER BY folder LIMIT :most
                        """)
                .param("firm", Acting.firm())
                .param("client", client)
                .param("most", most)
                .query(String.class)
                .list();
    }

    List<Folders.Inner> within(UUID client, String folder, @Nullable Integer year) {
        return below(
                        """
                        SELECT split_part(CASE WHEN :folder = '' THEN folder
                                               ELSE substr(folder, length(:folder) + 2) END, '/', 1) AS inner_name,
                               count(*) AS documents
                          FROM document
                        """
                                + BELOW
                                + OF_YEAR
                                + " AND folder <> :folder GROUP BY 1 ORDER BY 1",
                        client,
                        folder)
                .param("year", year)
                .query((row, _) ->
                        new Folders.Inner(
                                (folder.isEmpty() ? "" : folder + "/") + row.getString(1),
                                row.getLong(2)))
                .list();
    }

    List<Folders.Year> years(UUID client, String folder) {
        return below(
                        "SELECT year, count(*) FROM document"
                                + BELOW
                                + " AND year IS NOT NULL GROUP BY year ORDER BY year DESC",
                        client,
                        folder)
                .query((row, _) -> new Folders.Year(row.getInt(1), row.getLong(2)))
                .list();
    }

    List<UUID> documents(
            UUID client, String folder, @Nullable Integer year, @Nullable UUID before, int rows) {
        return jdbc.sql(
                        """
                        SELECT id FROM document
                         WHERE firm_id = :firm AND client_id = :client AND folder = :folder
                           AND (:before::uuid IS NULL OR id < :before::uuid)
                        """
                                + OF_YEAR
                                + " ORDER BY id DESC LIMIT :rows")
                .param("firm", Acting.firm())
                .param("client", client)
                .param("folder", folder)
                .param("before", before)
                .param("year", year)
                .param("rows", rows)
                .query(UUID.class)
                .list();
    }

    List<UUID> all(UUID client, String folder, int rows) {
        return below(
                        "SELECT id FROM document"
                                + BELOW
                                + " ORDER BY folder, name, id LIMIT :rows",
                        client,
                        folder)
                .param("rows", rows)
                .query(UUID.class)
                .list();
    }

    private StatementSpec below(String sql, UUID client, String folder) {
        return jdbc.sql(sql)
                .param("firm", Acting.firm())
                .param("client", client)
                .param("folder", folder);
    }
}
