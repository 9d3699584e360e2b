package io.practiceops.practice.sharing;

import static java.sql.Types.OTHER;
import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.sharing.UploadLink.Arrival;
import io.practiceops.practice.sharing.UploadLink.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Upload links. Whoever may not see the client does not find its links. */
@Repository
class UploadLinkStore {

    private static final String LINKS =
            "SELECT "
                    + OutsideLinkStore.COLUMNS
                    + """
                    , b.client_id, b.folder, b.category, b.notify, b.most_files, b.most_bytes, b.files, b.bytes
                      FROM outside_link l JOIN upload_box b ON b.link_id = l.id JOIN client c ON c.id = b.client_id
                    """;

    /** Whether the box b has room for a file of a size beside what others are bringing. */
    private static final String ROOM_BESIDE =
            """
            EXISTS (SELECT FROM (SELECT coalesce(sum(r.files), 0) AS files, coalesce(sum(r.bytes), 0) AS bytes
                                   FROM upload_room r
                                  WHERE r.firm_id = b.firm_id AND r.link_id = b.link_id AND r.until > :now
                                    AND r.id IS DISTINCT FROM :room) other
                     WHERE b.files + other.files < b.most_files AND b.bytes + other.bytes + :size <= b.most_bytes)
            """;

    private final JdbcClient jdbc;

    UploadLinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UploadLink link) {
        jdbc.sql(
                        """
                        INSERT INTO upload_box (link_id, firm_id, client_id, folder, category, notify,
                                                most_files, most_bytes)
                        VALUES (:link, :firm, :client, :folder, :category, :notify, :files, :bytes)
                        """)
                .param("link", link.link().id())
                .param("firm", Acting.firm())
                .param("client", link.client())
                .param("folder", link.folder())
                .param("category", link.category().name())
                .param("notify", link.tells())
                .param("files", link.mostFiles())
                .param("bytes", link.mostBytes())
                .update();
        jdbc.sql(
                        """
                        INSERT INTO upload_wish (link_id, firm_id, position, wish)
                        SELECT :link, :firm, w.position, w.wish
                          FROM unnest(:wishes::text[]) WITH ORDINALITY AS w (wish, position)
                        """)
                .param("link", link.link().id())
                .param("firm", Acting.firm())
                .param("wishes", link.wishes().stream().map(Wish::wish).toArray(String[]::new))
                .update();
    }

    Optional<UploadLink> find(UUID id) {
        return jdbc.sql(LINKS + " WHERE l.id = ?")
                .param(id)
                .query((row, _) -> link(row))
                .optional();
    }

    /** Newest first; of one client, or of all with null. */
    List<UploadLink> list(@Nullable UUID client, @Nullable UUID after, int most) {
        return jdbc.sql(
                        LINKS
                                + """
                                 WHERE (:client::uuid IS NULL OR b.client_id = :client)
                                   AND (:after::uuid IS NULL OR l.id < :after)
                                 ORDER BY l.id DESC LIMIT :most
                                """)
                .param("client", client, OTHER)
                .param("after", after, OTHER)
                .param("most", most)
                .query((row, _) -> link(row))
                .list();
    }

    /**
     * Keeps room for one file, and so many bytes, until then; false where there is none beside what
     * came and what is under way.
     */
    boolean reserve(UUID room, UUID link, long size, Instant now, Instant until) {
        hold(link);
        jdbc.sql(
                        "DELETE FROM upload_room WHERE firm_id = :firm AND link_id = :link AND until <= :now")
                .param("firm", Acting.firm())
                .param("link", link)
                .param("now", now.atOffset(UTC))
                .update();
        return jdbc.sql(
                                """
                                INSERT INTO upload_room (id, firm_id, link_id, files, bytes, until)
                                SELECT :room, b.firm_id, b.link_id, 1, :size, :until
                                  FROM upload_box b
                                 WHERE b.firm_id = :firm AND b.link_id = :link AND
                                """
                                        + ROOM_BESIDE)
                        .param("room", room)
                        .param("size", size)
                        .param("until", until.atOffset(UTC))
                        .param("now", now.atOffset(UTC))
                        .param("firm", Acting.firm())
                        .param("link", link)
                        .update()
                == 1;
    }

    boolean giveBack(UUID room) {
        return jdbc.sql("DELETE FROM upload_room WHERE firm_id = :firm AND id = :room")
                        .param("firm", Acting.firm())
                        .param("room", room)
                        .update()
                == 1;
    }

    /**
     * Takes room for a file of that size; false where there is none, or the link is over.
     *
     * @param room kept for it; null where none was
     */
    boolean take(UUID link, @Nullable UUID room, long size, Instant now) {
        hold(link);
        var taken =
                jdbc.sql(
                                """
                                UPDATE upload_box b SET files = b.files + 1, bytes = b.bytes + :size
                                  FROM outside_link l
                                 WHERE b.link_id = :link AND l.id = :link
                                   AND l.revoked_at IS NULL AND l.expires_at > :now AND
                                """
                                        + ROOM_BESIDE)
                        .param("size", size)
                        .param("link", link)
                        .param("room", room, OTHER)
                        .param("now", now.atOffset(UTC))
                        .update();
        jdbc.sql(
                        """
                        UPDATE upload_room SET files = 0, bytes = greatest(0, bytes - :size)
                         WHERE firm_id = :firm AND id = :room
                        """)
                .param("size", size)
                .param("firm", Acting.firm())
                .param("room", room, OTHER)
                .update();
        return taken == 1;
    }

    /** Those who want room come one after the other, each seeing what the one before took. */
    private void hold(UUID link) {
        jdbc.sql(
                        "SELECT files FROM upload_box WHERE firm_id = :firm AND link_id = :link FOR UPDATE")
                .param("firm", Acting.firm())
                .param("link", link)
                .query(Integer.class)
                .optional();
    }

    /** Whether a notice is now due that was not before. */
    boolean noticeDue(UUID link, Instant now, Instant due) {
        return jdbc.sql(
                                """
                                UPDATE upload_box SET notice_due = :due
                                 WHERE link_id = :link AND notify IS NOT NULL
                                   AND (notice_due IS NULL OR notice_due <= :now)
                                """)
                        .param("due", due.atOffset(UTC))
                        .param("link", link)
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    /** How many came that nobody was told of; from now on they count as told. */
    int tell(UUID link, Instant now) {
        var untold =
                jdbc.sql(
                                """
                                SELECT count(*)::int FROM upload_arrival a JOIN upload_box b ON b.link_id = a.link_id
                                 WHERE a.link_id = ? AND (b.told_until IS NULL OR a.at > b.told_until)
                                """)
                        .param(link)
                        .query(Integer.class)
                        .single();
        jdbc.sql("UPDATE upload_box SET told_until = :now, notice_due = NULL WHERE link_id = :link")
                .param("now", now.atOffset(UTC))
                .param("link", link)
                .update();
        return untold;
    }

    void arrived(UUID link, UUID document, @Nullable Integer position, Instant at) {
        jdbc.sql(
                        """
                        INSERT INTO upload_arrival (link_id, firm_id, document_id, position, at)
                        VALUES (:link, :firm, :document, :position, :at)
                        """)
                .param("link", link)
                .param("firm", Acting.firm())
                .param("document", document)
                .param("position", position)
                .param("at", at.atOffset(UTC))
                .update();
    }

    private UploadLink link(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var arrivals = arrivals(id);
        return new UploadLink(
                OutsideLinkStore.link(row),
                row.getObject("client_id", UUID.class),
                row.getString("folder"),
                Document.Category.valueOf(row.getString("category")),
                row.getString("notify"),
                row.getInt("most_files"),
                row.getLong("most_bytes"),
                row.getInt("files"),
                row.getLong("bytes"),
                wishes(id, arrivals),
                arrivals);
    }

    private List<Wish> wishes(UUID link, List<Arrival> arrivals) {
        return jdbc.sql(
                        "SELECT position, wish FROM upload_wish WHERE link_id = ? ORDER BY position")
                .param(link)
                .query((row, _) -> {
                    var position = row.getInt("position");
                    return new Wish(
                            position,
                            row.getString("wish"),
                            arrivals.stream()
                                    .anyMatch(arrival ->
                                            Integer.valueOf(position).equals(arrival.position())));
                })
                .list();
    }

    private List<Arrival> arrivals(UUID link) {
        return jdbc.sql(
                        """
                        SELECT document_id, position, at FROM upload_arrival
                         WHERE link_id = ? ORDER BY at DESC, document_id DESC
                        """)
                .param(link)
                .query((row, _) ->
                        new Arrival(
                                row.getObject("document_id", UUID.class),
                                row.getObject("position", Integer.class),
                                OutsideLinkStore.instant(row, "at")))
                .list();
    }
}
