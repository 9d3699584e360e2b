package io.practiceops.practice.sharing;

import static java.sql.Types.OTHER;
import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Share links. Whoever may not see one of a link's documents does not find the link. Of documents
 * that are gone their stones say for whom they were.
 */
@Repository
class ShareStore {

    private static final String SHARES =
            "SELECT "
                    + OutsideLinkStore.COLUMNS
                    + """
                    , t.view_limit, t.views, t.may_download, t.watermark, t.reason,
                      (SELECT array_agg(i.document_id ORDER BY i.position) FROM share_item i
                        WHERE i.link_id = l.id) AS documents,
                      (SELECT array_agg(coalesce(i.version, 0) ORDER BY i.position) FROM share_item i
                        WHERE i.link_id = l.id) AS versions,
                      (SELECT array_agg(i.made_of ORDER BY i.position) FROM share_item i
                        WHERE i.link_id = l.id) AS clients
                      FROM outside_link l JOIN share_terms t ON t.link_id = l.id
                     WHERE NOT EXISTS (SELECT FROM share_item i
                                        WHERE i.link_id = l.id
                                          AND NOT EXISTS (SELECT FROM document d WHERE d.id = i.document_id)
                                          AND NOT EXISTS (SELECT FROM document_tombstone t
                                                           WHERE t.id = i.document_id))
                       AND (user_of_transaction() IS NULL
                            OR EXISTS (SELECT FROM share_item i WHERE i.link_id = l.id))
                    """;

    private static final String STANDING =
            """
             AND (:standing = '' OR :standing =
                  CASE WHEN l.revoked_at IS NOT NULL THEN 'REVOKED'
                       WHEN l.expires_at <= :now THEN 'EXPIRED'
                       WHEN t.view_limit IS NOT NULL AND t.views >= t.view_limit THEN 'USED_UP'
                       ELSE 'LIVE' END)
            """;

    private final JdbcClient jdbc;

    ShareStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Share share) {
        jdbc.sql(
                        """
                        INSERT INTO share_terms (link_id, firm_id, view_limit, may_download, watermark, reason)
                        VALUES (:link, :firm, :limit, :download, :watermark, :reason)
                        """)
                .param("link", share.link().id())
                .param("firm", Acting.firm())
                .param("limit", share.viewLimit())
                .param("download", share.mayDownload())
                .param("watermark", share.watermark())
                .param("reason", share.reason())
                .update();
        var items = share.items();
        jdbc.sql(
                        """
                        INSERT INTO share_item (link_id, firm_id, document_id, position, version, made_of)
                        SELECT :link, :firm, i.document, i.position, nullif(i.version, 0), i.client
                          FROM unnest(:documents::uuid[], :versions::int[], :clients::uuid[]) WITH ORDINALITY
                               AS i (document, version, client, position)
                        """)
                .param("link", share.link().id())
                .param("firm", Acting.firm())
                .param("documents", items.stream().map(Share.Item::document).toArray(UUID[]::new))
                .param("clients", items.stream().map(Share.Item::client).toArray(UUID[]::new))
                .param(
                        "versions",
                        items.stream()
                                .map(item -> item.version() == null ? 0 : item.version())
                                .toArray(Integer[]::new))
                .update();
    }

    Optional<Share> find(UUID id) {
        return jdbc.sql(SHARES + " AND l.id = ?")
                .param(id)
                .query((row, _) -> share(row))
                .optional();
    }

    List<Share> of(UUID document) {
        return jdbc.sql(
                        SHARES
                                + """
                                 AND EXISTS (SELECT FROM share_item i
                                              WHERE i.link_id = l.id AND i.document_id = ?)
                                 ORDER BY l.id DESC LIMIT 100
                                """)
                .param(document)
                .query((row, _) -> share(row))
                .list();
    }

    List<Share> list(Shares.Filter filter, Instant now, @Nullable UUID after, int most) {
        return jdbc.sql(
                        SHARES
                                + STANDING
                                + """
                                 AND (:by::uuid IS NULL OR l.made_by = :by)
                                 AND (:client::uuid IS NULL OR EXISTS (
                                        SELECT FROM share_item i LEFT JOIN document d ON d.id = i.document_id
                                         WHERE i.link_id = l.id AND coalesce(d.client_id, i.made_of) = :client))
                                 AND (:after::uuid IS NULL OR l.id < :after)
                                 ORDER BY l.id DESC LIMIT :most
                                """)
                .param("standing", filter.standing() == null ? "" : filter.standing().name())
                .param("now", now.atOffset(UTC))
                .param("by", filter.by(), OTHER)
                .param("client", filter.client(), OTHER)
                .param("after", after, OTHER)
                .param("most", most)
                .query((row, _) -> share(row))
                .list();
    }

    /**
     * Counts a view, unless the limit is reached or the link is over: which of those that come at
     * once is the last, the row's lock decides.
     */
    boolean countView(UUID link, Instant now) {
        return jdbc.sql(
                                """
                                UPDATE share_terms t SET views = t.views + 1
                                  FROM outside_link l
                                 WHERE t.link_id = :link AND l.id = :link
                                   AND (t.view_limit IS NULL OR t.views < t.view_limit)
                                   AND l.revoked_at IS NULL AND l.expires_at > :now
                                """)
                        .param("link", link)
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    private static Share share(ResultSet row) throws SQLException {
        var limit = row.getObject("view_limit", Integer.class);
        return new Share(
                OutsideLinkStore.link(row),
                limit,
                row.getInt("views"),
                row.getBoolean("may_download"),
                row.getBoolean("watermark"),
                row.getString("reason"),
                items(row));
    }

    private static List<Share.Item> items(ResultSet row) throws SQLException {
        var documents = row.getArray("documents");
        if (documents == null) {
            return List.of();
        }
        var ids = (UUID[]) documents.getArray();
        var versions = (Integer[]) row.getArray("versions").getArray();
        var clients = (UUID[]) row.getArray("clients").getArray();
        var items = new java.util.ArrayList<Share.Item>();
        for (var i = 0; i < ids.length; i++) {
            items.add(new Share.Item(ids[i], versions[i] == 0 ? null : versions[i], clients[i]));
        }
        return items;
    }
}
