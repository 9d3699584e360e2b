package io.practiceops.practice.retention;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Document.Classification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The holds and the documents they caught. */
@Repository
class HoldStore {

    private static final String SELECT =
            """
            SELECT h.id, h.name, h.reason, h.scope, h.client_id, h.categories, h.classifications, h.year_from, h.year_to,
                   h.tag, h.future, h.placed_by, h.placed_by_name, h.placed_at, h.released_by, h.released_by_name,
                   h.released_at, h.release_reason
              FROM legal_hold h
             WHERE h.firm_id = :firm
            """;

    /** Those over a client that is closed to the person are not there for them. */
    private static final String OPEN =
            """
             AND (h.client_id IS NULL
                  OR EXISTS (SELECT FROM client c WHERE c.firm_id = h.firm_id AND c.id = h.client_id))
            """;

    /** Whether the hold h is over the document d as that is filed now. */
    private static final String FITS =
            """
            (h.client_id IS NULL OR h.client_id = d.client_id)
            AND (cardinality(h.categories) = 0 OR d.category = ANY (h.categories))
            AND (cardinality(h.classifications) = 0 OR d.classification = ANY (h.classifications))
            AND (h.year_from IS NULL OR d.year >= h.year_from)
            AND (h.year_to IS NULL OR d.year <= h.year_to)
            AND (h.tag IS NULL OR h.tag = ANY (d.tags))
            """;

    private final JdbcClient jdbc;

    HoldStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Hold hold) {
        var covers = hold.covers();
        jdbc.sql(
                        """
                        INSERT INTO legal_hold (id, firm_id, name, reason, scope, client_id, categories,
                                                classifications, year_from, year_to, tag, future, placed_by,
                                                placed_by_name, placed_at)
                        VALUES (:id, :firm, :name, :reason, :scope, :client, :categories, :classifications, :yearFrom,
                                :yearTo, :tag, :future, :by, :byName, :at)
                        """)
                .param("id", hold.id())
                .param("firm", Acting.firm())
                .param("name", hold.name())
                .param("reason", hold.reason())
                .param("scope", covers.scope().name())
                .param("client", covers.client())
                .param("categories", FirmRuleStore.names(covers.categories()))
                .param("classifications", FirmRuleStore.names(covers.classifications()))
                .param("yearFrom", covers.yearFrom())
                .param("yearTo", covers.yearTo())
                .param("tag", covers.tag())
                .param("future", covers.future())
                .param("by", hold.placedBy())
                .param("byName", hold.placedByName())
                .param("at", hold.placedAt().atOffset(UTC))
                .update();
    }

    /**
     * Catches what the hold is over now. Waits for a disposal that has begun, and passes over what
     * is gone by then: a disposal that looks later finds the hold.
     */
    int catchAll(UUID hold, Instant at) {
        var person = whomFor("all");
        var caught = catchOpen(hold, at);
        whomFor(person);
        return caught;
    }

    /**
     * A hold is over what it says, also where that is closed to who placed it: so for one statement
     * the transaction works for PracticeOps itself. Says for whom it worked before.
     */
    private String whomFor(String who) {
        var before =
                jdbc.sql("SELECT current_setting('practiceops.user', true)")
                        .query(String.class)
                        .single();
        jdbc.sql("SELECT set_config('practiceops.user', :who, true)")
                .param("who", who)
                .query(String.class)
                .single();
        return before;
    }

    private int catchOpen(UUID hold, Instant at) {
        return jdbc.sql(
                        """
                        INSERT INTO legal_hold_document (hold_id, document_id, firm_id, caught_at, later)
                        SELECT h.id, d.id, d.firm_id, :at, false
                          FROM legal_hold h
                          JOIN document d ON d.firm_id = h.firm_id
                         WHERE h.firm_id = :firm AND h.id = :hold AND
                        """
                                + FITS
                                + " FOR KEY SHARE OF d ON CONFLICT DO NOTHING")
                .param("firm", Acting.firm())
                .param("hold", hold)
                .param("at", at.atOffset(UTC))
                .update();
    }

    /**
     * Catches those documents; how many were not in it yet. A lock counts as a change, which a
     * person who only reads a document may not make; holding it they may.
     */
    int catchThese(UUID hold, List<UUID> documents, Instant at) {
        var person = whomFor("all");
        var caught = catchNamed(hold, documents, at);
        whomFor(person);
        return caught;
    }

    private int catchNamed(UUID hold, List<UUID> documents, Instant at) {
        return jdbc.sql(
                        """
                        INSERT INTO legal_hold_document (hold_id, document_id, firm_id, caught_at, later)
                        SELECT :hold, d.id, d.firm_id, :at, false
                          FROM document d WHERE d.firm_id = :firm AND d.id = ANY (:documents)
                           FOR KEY SHARE OF d
                        ON CONFLICT DO NOTHING
                        """)
                .param("hold", hold)
                .param("firm", Acting.firm())
                .param("documents", documents.toArray(UUID[]::new))
                .param("at", at.atOffset(UTC))
                .update();
    }

    /** Whether all of those documents are under the hold. */
    boolean hasAll(UUID hold, Collection<UUID> documents) {
        return jdbc.sql(
                                """
                                SELECT count(*) FROM legal_hold_document
                                 WHERE firm_id = :firm AND hold_id = :hold AND document_id = ANY (:documents)
                                """)
                        .param("firm", Acting.firm())
                        .param("hold", hold)
                        .param("documents", documents.toArray(UUID[]::new))
                        .query(Long.class)
                        .single()
                == Set.copyOf(documents).size();
    }

    /**
     * Puts a document that came, or was filed anew, under the holds that go on to it; says which.
     */
    List<UUID> catchLater(UUID document, Instant at) {
        return jdbc.sql(
                        """
                        INSERT INTO legal_hold_document (hold_id, document_id, firm_id, caught_at, later)
                        SELECT h.id, d.id, d.firm_id, :at, true
                          FROM legal_hold h
                          JOIN document d ON d.firm_id = h.firm_id AND d.id = :document
                         WHERE h.firm_id = :firm AND h.released_at IS NULL AND h.future AND
                        """
                                + FITS
                                + " ON CONFLICT DO NOTHING RETURNING hold_id")
                .param("firm", Acting.firm())
                .param("document", document)
                .param("at", at.atOffset(UTC))
                .query(UUID.class)
                .list();
    }

    /**
     * The oldest first. Asks the scopes too, for what came in the very moment a hold was placed.
     */
    List<Hold> standingOver(UUID document) {
        return jdbc.sql(
                        SELECT
                                + """
                                 AND h.released_at IS NULL
                                 AND (EXISTS (SELECT FROM legal_hold_document c
                                               WHERE c.firm_id = h.firm_id AND c.hold_id = h.id
                                                 AND c.document_id = :document)
                                      OR h.future AND EXISTS (SELECT FROM document d
                                               WHERE d.firm_id = h.firm_id AND d.id = :document AND
                                """
                                + FITS
                                + ")) ORDER BY h.placed_at, h.id")
                .param("firm", Acting.firm())
                .param("document", document)
                .query(HoldStore::hold)
                .list();
    }

    /** How many more keep it, which are closed to the person. */
    int closedOver(UUID document) {
        return jdbc.sql(
                        """
                        SELECT count(*)::int FROM legal_hold_document c
                         WHERE c.firm_id = :firm AND c.document_id = :document
                           AND c.hold_id IN (SELECT standing_holds())
                           AND NOT EXISTS (SELECT FROM legal_hold h WHERE h.firm_id = c.firm_id AND h.id = c.hold_id)
                        """)
                .param("firm", Acting.firm())
                .param("document", document)
                .query(Integer.class)
                .single();
    }

    Optional<Hold> find(UUID id) {
        return jdbc.sql(SELECT + OPEN + " AND h.id = :id")
                .param("firm", Acting.firm())
                .param("id", id)
                .query(HoldStore::hold)
                .optional();
    }

    /** The newest first; those that stand, or those released. */
    List<Hold> list(boolean standing, @Nullable UUID before, int rows) {
        return jdbc.sql(
                        SELECT
                                + OPEN
                                + """
                                   AND (h.released_at IS NULL) = :standing AND (:before::uuid IS NULL OR h.id < :before::uuid)
                                 ORDER BY h.id DESC LIMIT :rows
                                """)
                .param("firm", Acting.firm())
                .param("standing", standing)
                .param("before", before)
                .param("rows", rows)
                .query(HoldStore::hold)
                .list();
    }

    /** Standing and released. */
    long count(boolean standing) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM legal_hold h WHERE h.firm_id = :firm AND (h.released_at IS NULL) = :standing
                        """
                                + OPEN)
                .param("firm", Acting.firm())
                .param("standing", standing)
                .query(Long.class)
                .single();
    }

    /** How many documents it is over, of those open to the person. */
    long caught(UUID hold) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM legal_hold_document c
                          JOIN document d ON d.firm_id = c.firm_id AND d.id = c.document_id
                         WHERE c.firm_id = :firm AND c.hold_id = :hold
                        """)
                .param("firm", Acting.firm())
                .param("hold", hold)
                .query(Long.class)
                .single();
    }

    /** A document under a hold, and since when. */
    record Caught(UUID document, Instant at, boolean later) {}

    /** In the order of identifiers. */
    List<Caught> caught(UUID hold, @Nullable UUID after, int rows) {
        return jdbc.sql(
                        """
                        SELECT c.document_id, c.caught_at, c.later FROM legal_hold_document c
                          JOIN document d ON d.firm_id = c.firm_id AND d.id = c.document_id
                         WHERE c.firm_id = :firm AND c.hold_id = :hold
                           AND (:after::uuid IS NULL OR c.document_id > :after::uuid)
                         ORDER BY c.document_id LIMIT :rows
                        """)
                .param("firm", Acting.firm())
                .param("hold", hold)
                .param("after", after)
                .param("rows", rows)
                .query((row, _) ->
                        new Caught(
                                row.getObject("document_id", UUID.class),
                                row.getObject("caught_at", OffsetDateTime.class).toInstant(),
                                row.getBoolean("later")))
                .list();
    }

    /** False when it was released already. */
    boolean release(UUID id, Hold.Release release) {
        return jdbc.sql(
                                """
                                UPDATE legal_hold
                                   SET released_by = :by, released_by_name = :name, released_at = :at,
                                       release_reason = :reason
                                 WHERE firm_id = :firm AND id = :id AND released_at IS NULL
                                """)
                        .param("by", release.by())
                        .param("name", release.byName())
                        .param("at", release.at().atOffset(UTC))
                        .param("reason", release.reason())
                        .param("firm", Acting.firm())
                        .param("id", id)
                        .update()
                == 1;
    }

    private static Hold hold(ResultSet row, int number) throws SQLException {
        var covers =
                new Hold.Covers(
                        Hold.Scope.valueOf(row.getString("scope")),
                        row.getObject("client_id", UUID.class),
                        Arrays.stream((String[]) row.getArray("categories").getArray())
                                .map(Category::valueOf)
                                .collect(Collectors.toSet()),
                        Arrays.stream((String[]) row.getArray("classifications").getArray())
                                .map(Classification::valueOf)
                                .collect(Collectors.toSet()),
                        row.getObject("year_from", Integer.class),
                        row.getObject("year_to", Integer.class),
                        row.getString("tag"),
                        row.getBoolean("future"));
        var released = row.getObject("released_at", OffsetDateTime.class);
        return new Hold(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("reason"),
                covers,
                row.getObject("placed_by", UUID.class),
                row.getString("placed_by_name"),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                released == null
                        ? null
                        : new Hold.Release(
                                row.getObject("released_by", UUID.class),
                                row.getString("released_by_name"),
                                released.toInstant(),
                                row.getString("release_reason")));
    }
}
