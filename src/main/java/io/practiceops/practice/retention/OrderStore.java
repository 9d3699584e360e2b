package io.practiceops.practice.retention;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.retention.DisposalOrder.Item;
import io.practiceops.practice.retention.DisposalOrder.ItemState;
import io.practiceops.practice.retention.DisposalOrder.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Disposal orders and their documents. */
@Repository
class OrderStore {

    private static final String SELECT =
            """
            SELECT o.id, o.kind, o.client_id, o.reason, o.state, o.proposed_by, o.proposed_by_name, o.proposed_at,
                   o.decided_by, o.decided_by_name, o.decided_at, o.decision_reason, o.finished_at, o.certificate_hash,
                   n.items, n.pending, n.disposed, n.refused
              FROM disposal_order o
             CROSS JOIN LATERAL
                   (SELECT count(*) AS items, count(*) FILTER (WHERE i.state = 'PENDING') AS pending,
                           count(*) FILTER (WHERE i.state = 'DISPOSED') AS disposed,
                           count(*) FILTER (WHERE i.state = 'REFUSED') AS refused
                      FROM disposal_item i WHERE i.firm_id = o.firm_id AND i.order_id = o.id) n
             WHERE o.firm_id = :firm
            """;

    /** An erasure for a client that is closed to the person is not there for them. */
    private static final String OPEN =
            """
             AND (o.client_id IS NULL
                  OR EXISTS (SELECT FROM client c WHERE c.firm_id = o.firm_id AND c.id = o.client_id))
            """;

    private static final String ITEMS =
            """
            SELECT document_id, client_id, category, year, kept_until, rule, state, why, sha256, disposed_at, entry
              FROM disposal_item WHERE firm_id = :firm AND order_id = :order
            """;

    private final JdbcClient jdbc;

    OrderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(DisposalOrder order) {
        jdbc.sql(
                        """
                        INSERT INTO disposal_order (id, firm_id, kind, client_id, reason, state, proposed_by,
                                                    proposed_by_name, proposed_at)
                        VALUES (:id, :firm, :kind, :client, :reason, :state, :by, :byName, :at)
                        """)
                .param("id", order.id())
                .param("firm", Acting.firm())
                .param("kind", order.kind().name())
                .param("client", order.client())
                .param("reason", order.reason())
                .param("state", order.state().name())
                .param("by", order.proposedBy())
                .param("byName", order.proposedByName())
                .param("at", order.proposedAt().atOffset(UTC))
                .update();
    }

    /**
     * Takes in documents with what kept them; those that another open order has are passed over.
     */
    int take(UUID order, Collection<UUID> documents) {
        return jdbc.sql(
                        """
                        INSERT INTO disposal_item (order_id, document_id, firm_id, client_id, category, year, kept_until,
                                                   rule, state)
                        SELECT :order, d.id, d.firm_id, d.client_id, d.category, d.year, k.kept_until, g.rule, 'PENDING'
                          FROM document d
                          LEFT JOIN document_kept k ON k.firm_id = d.firm_id AND k.document_id = d.id
                          LEFT JOIN LATERAL
                               (SELECT r.rule || ', version ' || r.rule_version AS rule FROM document_retention r
                                 WHERE r.firm_id = d.firm_id AND r.document_id = d.id
                                 ORDER BY r.kept_until DESC NULLS FIRST, r.rule, r.rule_version LIMIT 1) g ON true
                         WHERE d.firm_id = :firm AND d.id = ANY (:documents)
                        ON CONFLICT DO NOTHING
                        """)
                .param("order", order)
                .param("firm", Acting.firm())
                .param("documents", documents.toArray(UUID[]::new))
                .update();
    }

    /** Whole, also where it or part of it is closed to the person. */
    Optional<DisposalOrder> any(UUID id) {
        return whole(() -> find(id, ""));
    }

    /**
     * An order is carried out whole, whoever asks. So for that work the transaction is that of
     * PracticeOps itself, to whom nothing is closed.
     */
    private <T> T whole(Supplier<T> work) {
        var person = whomFor("all");
        var result = work.get();
        whomFor(person);
        return result;
    }

    /** Says for whom the transaction worked before. */
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

    /** The documents of an order that are closed to the person, those that are gone too. */
    Set<UUID> closed(UUID order) {
        var all = whole(() -> reach(order));
        all.removeAll(reach(order));
        return all.stream().map(Reached::document).collect(Collectors.toSet());
    }

    private record Reached(UUID document, boolean isThere) {}

    private Set<Reached> reach(UUID order) {
        return new HashSet<>(
                jdbc.sql(
                                """
                                SELECT i.document_id, d.id IS NOT NULL AS is_there
                                  FROM disposal_item i
                                  LEFT JOIN document d ON d.firm_id = i.firm_id AND d.id = i.document_id
                                 WHERE i.firm_id = :firm AND i.order_id = :order
                                """)
                        .param("firm", Acting.firm())
                        .param("order", order)
                        .query((row, _) ->
                                new Reached(
                                        row.getObject("document_id", UUID.class),
                                        row.getBoolean("is_there")))
                        .list());
    }

    Optional<DisposalOrder> find(UUID id) {
        return find(id, OPEN);
    }

    private Optional<DisposalOrder> find(UUID id, String which) {
        return jdbc.sql(SELECT + which + " AND o.id = :id")
                .param("firm", Acting.firm())
                .param("id", id)
                .query(OrderStore::order)
                .optional();
    }

    /** Held until the transaction ends. */
    Optional<DisposalOrder> lock(UUID id) {
        jdbc.sql("SELECT id FROM disposal_order WHERE firm_id = :firm AND id = :id FOR UPDATE")
                .param("firm", Acting.firm())
                .param("id", id)
                .query(UUID.class)
                .optional();
        return any(id);
    }

    /** The newest first; all, or those in that state. */
    List<DisposalOrder> list(@Nullable State state, @Nullable UUID before, int rows) {
        return jdbc.sql(
                        SELECT
                                + OPEN
                                + """
                                   AND (:state::text IS NULL OR o.state = :state::text)
                                   AND (:before::uuid IS NULL OR o.id < :before::uuid)
                                 ORDER BY o.id DESC LIMIT :rows
                                """)
                .param("firm", Acting.firm())
                .param("state", state == null ? null : state.name())
                .param("before", before)
                .param("rows", rows)
                .query(OrderStore::order)
                .list();
    }

    /** An erasure of that client that is not over. */
    Optional<DisposalOrder> erasureOf(UUID client) {
        return jdbc.sql(
                        SELECT
                                + """
                                   AND o.kind = 'ERASURE' AND o.client_id = :client
                                   AND o.state IN ('WAITING', 'PROPOSED', 'APPROVED')
                                """)
                .param("firm", Acting.firm())
                .param("client", client)
                .query(OrderStore::order)
                .optional();
    }

    List<UUID> waiting() {
        return jdbc.sql(
                        "SELECT id FROM disposal_order WHERE firm_id = :firm AND state = 'WAITING' ORDER BY id")
                .param("firm", Acting.firm())
                .query(UUID.class)
                .list();
    }

    void ready(UUID id) {
        jdbc.sql("UPDATE disposal_order SET state = 'PROPOSED' WHERE firm_id = :firm AND id = :id")
                .param("firm", Acting.firm())
                .param("id", id)
                .update();
    }

    void decide(UUID id, State state, DisposalOrder.Decision decision) {
        jdbc.sql(
                        """
                        UPDATE disposal_order
                           SET state = :state, decided_by = :by, decided_by_name = :name, decided_at = :at,
                               decision_reason = :reason
                         WHERE firm_id = :firm AND id = :id
                        """)
                .param("state", state.name())
                .param("by", decision.by())
                .param("name", decision.byName())
                .param("at", decision.at().atOffset(UTC))
                .param("reason", decision.reason())
                .param("firm", Acting.firm())
                .param("id", id)
                .update();
    }

    void declineItems(UUID order) {
        update(
                order,
                """
                UPDATE disposal_item SET state = 'DECLINED'
                 WHERE firm_id = :firm AND order_id = :order AND state = 'PENDING'
                """);
    }

    /** Keeps for whom the documents are, since the order is there when they are gone. */
    void keepReaders(UUID order) {
        update(
                order,
                """
                UPDATE disposal_item i
                   SET only_for = ARRAY(SELECT r.user_id FROM document_reader r
                                         WHERE r.firm_id = d.firm_id AND r.document_id = d.id)
                  FROM document d
                 WHERE d.firm_id = i.firm_id AND d.id = i.document_id AND d.access = 'NAMED'
                   AND i.firm_id = :firm AND i.order_id = :order AND i.state = 'PENDING'
                """);
    }

    private void update(UUID order, String items) {
        var _ =
                whole(() ->
                        jdbc.sql(items)
                                .param("firm", Acting.firm())
                                .param("order", order)
                                .update());
    }

    void finish(UUID id, Instant at, String certificate, String hash) {
        jdbc.sql(
                        """
                        UPDATE disposal_order
                           SET state = 'DONE', finished_at = :at, certificate = :certificate, certificate_hash = :hash
                         WHERE firm_id = :firm AND id = :id
                        """)
                .param("at", at.atOffset(UTC))
                .param("certificate", certificate)
                .param("hash", hash)
                .param("firm", Acting.firm())
                .param("id", id)
                .update();
    }

    Optional<String> certificate(UUID id) {
        return jdbc.sql(
                        "SELECT certificate FROM disposal_order WHERE firm_id = :firm AND id = :id AND state = 'DONE'")
                .param("firm", Acting.firm())
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** Those that are open to the person. */
    List<Item> openItems(UUID order) {
        var closed = closed(order);
        return items(order).stream().filter(item -> !closed.contains(item.document())).toList();
    }

    /** All, whoever asks. */
    List<Item> items(UUID order) {
        return whole(() ->
                jdbc.sql(ITEMS + " ORDER BY document_id")
                        .param("firm", Acting.firm())
                        .param("order", order)
                        .query(OrderStore::item)
                        .list());
    }

    Optional<Item> item(UUID order, UUID document) {
        return jdbc.sql(ITEMS + " AND document_id = :document")
                .param("firm", Acting.firm())
                .param("order", order)
                .param("document", document)
                .query(OrderStore::item)
                .optional();
    }

    /**
     * Those to be disposed of at once: an e-mail goes after what was attached to it, once that is
     * settled.
     */
    List<UUID> withoutPendingParts(UUID order) {
        return whole(() ->
                jdbc.sql(
                                """
                                SELECT i.document_id FROM disposal_item i
                                 WHERE i.firm_id = :firm AND i.order_id = :order AND i.state = 'PENDING'
                                   AND NOT EXISTS (SELECT FROM document part
                                                     JOIN disposal_item p ON p.firm_id = part.firm_id
                                                      AND p.order_id = i.order_id AND p.document_id = part.id
                                                      AND p.state = 'PENDING'
                                                    WHERE part.firm_id = i.firm_id AND part.part_of = i.document_id)
                                 ORDER BY i.document_id
                                """)
                        .param("firm", Acting.firm())
                        .param("order", order)
                        .query(UUID.class)
                        .list());
    }

    /** The e-mail a document was attached to; also empty when it is gone. */
    Optional<UUID> wholeOf(UUID document) {
        return jdbc.sql(
                        "SELECT part_of FROM document WHERE firm_id = :firm AND id = :id AND part_of IS NOT NULL")
                .param("firm", Acting.firm())
                .param("id", document)
                .query(UUID.class)
                .optional();
    }

    /** Only parts of the same client: what went to another is no reason to keep this. */
    boolean hasParts(UUID document) {
        return jdbc.sql(
                                """
                                SELECT count(*) FROM document d
                                  JOIN document part ON part.firm_id = d.firm_id AND part.part_of = d.id
                                   AND part.client_id = d.client_id
                                 WHERE d.firm_id = :firm AND d.id = :id
                                """)
                        .param("firm", Acting.firm())
                        .param("id", document)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Whose it is, which stays so until the transaction ends; empty when it is gone. */
    Optional<UUID> lockClientOf(UUID document) {
        return jdbc.sql(
                        "SELECT client_id FROM document WHERE firm_id = :firm AND id = :id FOR UPDATE")
                .param("firm", Acting.firm())
                .param("id", document)
                .query(UUID.class)
                .optional();
    }

    /** Also where it is closed to the person: what is in an order has been counted. */
    boolean isThere(UUID document) {
        return jdbc.sql(
                                "SELECT count(*) FROM document_kept WHERE firm_id = :firm AND document_id = :id")
                        .param("firm", Acting.firm())
                        .param("id", document)
                        .query(Long.class)
                        .single()
                == 1;
    }

    void disposed(
            UUID order, UUID document, List<String> sha256, Instant at, @Nullable UUID entry) {
        jdbc.sql(
                        """
                        UPDATE disposal_item
                           SET state = 'DISPOSED', sha256 = :sha256, disposed_at = :at, entry = :entry
                         WHERE firm_id = :firm AND order_id = :order AND document_id = :document
                        """)
                .param("sha256", sha256.toArray(String[]::new))
                .param("at", at.atOffset(UTC))
                .param("entry", entry)
                .param("firm", Acting.firm())
                .param("order", order)
                .param("document", document)
                .update();
    }

    void refused(UUID order, UUID document, String why) {
        jdbc.sql(
                        """
                        UPDATE disposal_item SET state = 'REFUSED', why = :why
                         WHERE firm_id = :firm AND order_id = :order AND document_id = :document
                        """)
                .param("why", why)
                .param("firm", Acting.firm())
                .param("order", order)
                .param("document", document)
                .update();
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        var sha256 = row.getArray("sha256");
        return new Item(
                row.getObject("document_id", UUID.class),
                row.getObject("client_id", UUID.class),
                Category.valueOf(row.getString("category")),
                row.getObject("year", Integer.class),
                row.getObject("kept_until", LocalDate.class),
                row.getString("rule"),
                ItemState.valueOf(row.getString("state")),
                row.getString("why"),
                sha256 == null ? List.of() : List.of((String[]) sha256.getArray()),
                instant(row, "disposed_at"),
                row.getObject("entry", UUID.class));
    }

    private static DisposalOrder order(ResultSet row, int number) throws SQLException {
        var decidedBy = row.getObject("decided_by", UUID.class);
        return new DisposalOrder(
                row.getObject("id", UUID.class),
                DisposalOrder.Kind.valueOf(row.getString("kind")),
                row.getObject("client_id", UUID.class),
                row.getString("reason"),
                State.valueOf(row.getString("state")),
                row.getObject("proposed_by", UUID.class),
                row.getString("proposed_by_name"),
                Objects.requireNonNull(instant(row, "proposed_at")),
                decidedBy == null
                        ? null
                        : new DisposalOrder.Decision(
                                decidedBy,
                                row.getString("decided_by_name"),
                                Objects.requireNonNull(instant(row, "decided_at")),
                                row.getString("decision_reason")),
                instant(row, "finished_at"),
                row.getString("certificate_hash"),
                new DisposalOrder.Counts(
                        row.getLong("items"),
                        row.getLong("pending"),
                        row.getLong("disposed"),
                        row.getLong("refused")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
