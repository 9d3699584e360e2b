package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.LogStore.instant;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the page of the seals shows beside the checkpoints; in the platform role. */
@Repository
class SealListStore {

    /** More are not counted. */
    static final int MOST_WAITING = 10_000;

    private final JdbcClient jdbc;

    SealListStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A place outside and the newest checkpoint there.
     *
     * @param place where that is, in words
     */
    record Anchor(String sink, long size, String place, Instant at) {}

    List<Anchor> newestAnchors() {
        return jdbc.sql(
                        """
                        SELECT DISTINCT ON (sink) sink, size, place, at FROM audit_anchor
                         ORDER BY sink, size DESC
                        """)
                .query((row, _) ->
                        new Anchor(
                                row.getString("sink"),
                                row.getLong("size"),
                                row.getString("place"),
                                instant(row, "at")))
                .list();
    }

    /** In each place the first checkpoint of at least this size. */
    List<Anchor> anchorsHolding(long size) {
        return jdbc.sql(
                        """
                        SELECT DISTINCT ON (sink) sink, size, place, at FROM audit_anchor
                         WHERE size >= :size ORDER BY sink, size
                        """)
                .param("size", size)
                .query((row, _) ->
                        new Anchor(
                                row.getString("sink"),
                                row.getLong("size"),
                                row.getString("place"),
                                instant(row, "at")))
                .list();
    }

    /**
     * Entries that are in no log yet.
     *
     * @param since when the oldest of them was recorded; null where there are none
     */
    record Waiting(int entries, @Nullable Instant since) {}

    Waiting waiting(@Nullable UUID firm) {
        return jdbc.sql(
                        """
                        SELECT count(*) AS entries, min(occurred_at) AS since
                          FROM (SELECT occurred_at FROM audit_inbox
                                 WHERE firm_id IS NOT DISTINCT FROM :firm LIMIT :most) w
                        """)
                .param("firm", firm, java.sql.Types.OTHER)
                .param("most", MOST_WAITING)
                .query((row, _) ->
                        new Waiting(
                                row.getInt("entries"),
                                row.getObject("since") == null ? null : instant(row, "since")))
                .single();
    }
}
