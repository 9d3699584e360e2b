package io.practiceops.practice.sharing;

import static java.sql.Types.OTHER;
import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.practice.sharing.LinkEvent.What;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Visits, and what became of links. */
@Repository
class OutsideEventStore {

    private final JdbcClient jdbc;

    OutsideEventStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(UUID visit, UUID link, byte[] tokenHash, Instant now, Instant ends) {
        jdbc.sql(
                        """
                        INSERT INTO outside_visit (id, firm_id, link_id, token_hash, begun_at, ends_at)
                        VALUES (:id, :firm, :link, :hash, :now, :ends)
                        """)
                .param("id", visit)
                .param("firm", Acting.firm())
                .param("link", link)
                .param("hash", tokenHash)
                .param("now", now.atOffset(UTC))
                .param("ends", ends.atOffset(UTC))
                .update();
    }

    void forget(UUID link, byte[] tokenHash) {
        jdbc.sql("DELETE FROM outside_visit WHERE link_id = ? AND token_hash = ?")
                .param(link)
                .param(tokenHash)
                .update();
    }

    /**
     * A visit of the browser with that cookie.
     *
     * @param open whether it may still see what the link shows
     */
    record Visit(UUID id, Instant begunAt, boolean open) {}

    Optional<Visit> visit(UUID link, byte[] tokenHash, Instant now) {
        return jdbc.sql(
                        """
                        SELECT id, begun_at, ends_at > :now AS open FROM outside_visit
                         WHERE link_id = :link AND token_hash = :hash
                        """)
                .param("now", now.atOffset(UTC))
                .param("link", link)
                .param("hash", tokenHash)
                .query((row, _) ->
                        new Visit(
                                row.getObject("id", UUID.class),
                                OutsideLinkStore.instant(row, "begun_at"),
                                row.getBoolean("open")))
                .optional();
    }

    long visitsSince(UUID link, Instant since) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM outside_visit WHERE link_id = :link AND begun_at > :since
                        """)
                .param("link", link)
                .param("since", since.atOffset(UTC))
                .query(Long.class)
                .single();
    }

    /** Notes it; false for a page that was noted in this visit already. */
    boolean insert(UUID link, @Nullable UUID visit, LinkEvent event) {
        return jdbc.sql(
                                """
                                INSERT INTO outside_event (id, firm_id, link_id, at, what, visit_id, document_id,
                                                           version, page, network, why)
                                VALUES (:id, :firm, :link, :at, :what, :visit, :document,
                                        :version, :page, :network, :why)
                                ON CONFLICT DO NOTHING
                                """)
                        .param("id", event.id())
                        .param("firm", Acting.firm())
                        .param("link", link)
                        .param("at", event.at().atOffset(UTC))
                        .param("what", event.what().name())
                        .param("visit", visit, OTHER)
                        .param("document", event.document(), OTHER)
                        .param("version", event.version())
                        .param("page", event.page())
                        .param("network", event.network())
                        .param("why", event.why())
                        .update()
                == 1;
    }

    long count(UUID link, UUID visit, What what, UUID document) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM outside_event
                         WHERE link_id = :link AND visit_id = :visit AND what = :what AND document_id = :document
                        """)
                .param("link", link)
                .param("visit", visit)
                .param("what", what.name())
                .param("document", document)
                .query(Long.class)
                .single();
    }

    /**
     * Whether one more refusal is worth a row: the same from the same network once an hour, and no
     * more than so many a day of one link, so that whoever goes on asking fills nothing.
     */
    boolean isNewRefusal(UUID link, String network, String why, Instant now, int mostADay) {
        return jdbc.sql(
                        """
                        SELECT count(*) < :most
                               AND count(*) FILTER (WHERE network = :network AND why = :why AND at > :hour) = 0
                          FROM outside_event
                         WHERE link_id = :link AND what = 'REFUSED' AND at > :day
                        """)
                .param("most", mostADay)
                .param("network", network)
                .param("why", why)
                .param("hour", now.minus(Duration.ofHours(1)).atOffset(UTC))
                .param("link", link)
                .param("day", now.minus(Duration.ofDays(1)).atOffset(UTC))
                .query(Boolean.class)
                .single();
    }

    /** The newest first. */
    List<LinkEvent> of(UUID link, @Nullable UUID after, int most) {
        return jdbc.sql(
                        """
                        SELECT id, at, what, document_id, version, page, network, why FROM outside_event
                         WHERE link_id = :link AND (:after::uuid IS NULL OR id < :after)
                         ORDER BY id DESC LIMIT :most
                        """)
                .param("link", link)
                .param("after", after, OTHER)
                .param("most", most)
                .query((row, _) ->
                        new LinkEvent(
                                row.getObject("id", UUID.class),
                                OutsideLinkStore.instant(row, "at"),
                                What.valueOf(row.getString("what")),
                                row.getObject("document_id", UUID.class),
                                row.getObject("version", Integer.class),
                                row.getObject("page", Integer.class),
                                row.getString("network"),
                                row.getString("why")))
                .list();
    }
}
