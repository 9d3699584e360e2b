package io.practiceops.practice.processing;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.practice.processing.FoundField.Box;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What papers are taken for, and the values read off them. */
@Repository
class PaperStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    PaperStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a reviewer said stays: the machine's second look does not undo it. */
    void keep(UUID document, int number, Classification taken, List<FoundField> found) {
        var form = taken.form();
        var kept =
                jdbc.sql(
                                """
                                INSERT INTO processing_paper (document_id, number, firm_id, form, taken_for, confidence,
                                                              evidence, state, read_at)
                                VALUES (:document, :number, :firm, :form, :form, :confidence, :evidence, :state, :now)
                                    ON CONFLICT (document_id, number, firm_id) DO NOTHING
                                """)
                        .param("document", document)
                        .param("number", number)
                        .param("firm", Acting.firm())
                        .param("form", form == null ? null : form.key())
                        .param("confidence", taken.confidence())
                        .param("evidence", taken.evidence().toArray(String[]::new))
                        .param("state", Paper.state(taken, found).name())
                        .param("now", clock.instant().atOffset(UTC))
                        .update();
        if (kept == 1) {
            found.forEach(field -> insert(document, number, field));
        }
    }

    /** Other fields in place of those there, as of a form somebody chose. */
    void replace(Paper paper, Form form, List<FoundField> found) {
        jdbc.sql(
                        "DELETE FROM processing_field WHERE firm_id = :firm AND document_id = :document AND number = :number")
                .param("firm", Acting.firm())
                .param("document", paper.document())
                .param("number", paper.number())
                .update();
        jdbc.sql(
                        """
                        UPDATE processing_paper SET form = :form, state = 'REVIEW'
                         WHERE firm_id = :firm AND document_id = :document AND number = :number
                        """)
                .param("form", form.key())
                .param("firm", Acting.firm())
                .param("document", paper.document())
                .param("number", paper.number())
                .update();
        found.forEach(field -> insert(paper.document(), paper.number(), field));
    }

    private void insert(UUID document, int number, FoundField found) {
        var box = found.place();
        jdbc.sql(
                        """
                        INSERT INTO processing_field (document_id, number, name, firm_id, value, confidence, page, box_left,
                                                      box_top, box_width, box_height, notes)
                        VALUES (:document, :number, :name, :firm, :value, :confidence, :page, :left,
                                :top, :width, :height, :notes)
                        """)
                .param("document", document)
                .param("number", number)
                .param("name", found.field().name())
                .param("firm", Acting.firm())
                .param("value", found.value())
                .param("confidence", found.confidence())
                .param("page", box == null ? null : box.page())
                .param("left", box == null ? null : box.left())
                .param("top", box == null ? null : box.top())
                .param("width", box == null ? null : box.width())
                .param("height", box == null ? null : box.height())
                .param("notes", found.notes().toArray(String[]::new))
                .update();
    }

    Optional<Paper> find(UUID document, int number) {
        return find(document, number, "");
    }

    Optional<Paper> findForUpdate(UUID document, int number) {
        return find(document, number, " FOR UPDATE");
    }

    private Optional<Paper> find(UUID document, int number, String lock) {
        return jdbc.sql(
                        "SELECT * FROM processing_paper WHERE firm_id = :firm AND document_id = :document AND number = :number"
                                + lock)
                .param("firm", Acting.firm())
                .param("document", document)
                .param("number", number)
                .query((row, _) -> paper(row, fields(document, number)))
                .optional();
    }

    private List<PaperField> fields(UUID document, int number) {
        return jdbc.sql(
                        "SELECT * FROM processing_field WHERE firm_id = :firm AND document_id = :document AND number = :number")
                .param("firm", Acting.firm())
                .param("document", document)
                .param("number", number)
                .query(PaperStore::field)
                .list();
    }

    /** Those that wait for a person, the oldest first; of the newest versions alone. */
    List<Paper> waiting(int most) {
        return jdbc.sql(
                        """
                        SELECT p.* FROM processing_paper p
                         WHERE p.firm_id = :firm AND p.state = 'REVIEW'
                           AND p.number = (SELECT max(number) FROM document_version v
                                            WHERE v.firm_id = p.firm_id AND v.document_id = p.document_id)
                         ORDER BY p.read_at, p.document_id LIMIT :most
                        """)
                .param("firm", Acting.firm())
                .param("most", most)
                .query((row, _) -> paper(row, List.of()))
                .list();
    }

    void correct(Paper paper, String name, @Nullable String value, String by) {
        jdbc.sql(
                        """
                        UPDATE processing_field
                           SET original = CASE WHEN corrected_at IS NULL THEN value ELSE original END,
                               value = :value, corrected_by = :by, corrected_at = :now
                         WHERE firm_id = :firm AND document_id = :document AND number = :number AND name = :name
                        """)
                .param("value", value)
                .param("by", by)
                .param("now", clock.instant().atOffset(UTC))
                .param("firm", Acting.firm())
                .param("document", paper.document())
                .param("number", paper.number())
                .param("name", name)
                .update();
    }

    void reviewed(Paper paper, Paper.State state, String by) {
        jdbc.sql(
                        """
                        UPDATE processing_paper SET state = :state, reviewed_by = :by, reviewed_at = :now
                         WHERE firm_id = :firm AND document_id = :document AND number = :number
                        """)
                .param("state", state.name())
                .param("by", by)
                .param("now", clock.instant().atOffset(UTC))
                .param("firm", Acting.firm())
                .param("document", paper.document())
                .param("number", paper.number())
                .update();
    }

    private static Paper paper(ResultSet row, List<PaperField> fields) throws SQLException {
        return new Paper(
                row.getObject("document_id", UUID.class),
                row.getInt("number"),
                Forms.bundled().find(row.getString("form")).orElse(null),
                row.getDouble("confidence"),
                List.of((String[]) row.getArray("evidence").getArray()),
                Paper.State.valueOf(row.getString("state")),
                instant(row, "read_at"),
                row.getString("reviewed_by"),
                row.getObject("reviewed_at") == null ? null : instant(row, "reviewed_at"),
                fields);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static PaperField field(ResultSet row, int number) throws SQLException {
        var page = row.getObject("page", Integer.class);
        return new PaperField(
                row.getString("name"),
                row.getString("value"),
                row.getDouble("confidence"),
                page == null
                        ? null
                        : new Box(
                                page,
                                row.getDouble("box_left"),
                                row.getDouble("box_top"),
                                row.getDouble("box_width"),
                                row.getDouble("box_height")),
                Arrays.asList((String[]) row.getArray("notes").getArray()),
                row.getString("original"),
                row.getString("corrected_by"),
                row.getObject("corrected_at") == null ? null : instant(row, "corrected_at"));
    }
}
