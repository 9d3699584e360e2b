package io.practiceops.practice.processing;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.practice.documents.Version;
import io.practiceops.practice.parsing.FileType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far versions are. */
@Repository
class RunStore {

    private static final String COLUMNS =
            """
            SELECT document_id, number, stage, state, tries, outcome, media_type, form, scan, signature, pages,
                   pages_read, reading, why, started_at, changed_at, ended_at
              FROM processing_run
            """;

    private final JdbcClient jdbc;

    RunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Begins a run; false when there is one. */
    boolean begin(UUID document, int number, Instant now) {
        return jdbc.sql(
                                """
                                INSERT INTO processing_run (document_id, number, firm_id, stage, state, started_at,
                                                            changed_at)
                                VALUES (:document, :number, :firm, 'TYPE', 'WAITING', :now, :now)
                                    ON CONFLICT DO NOTHING
                                """)
                        .param("document", document)
                        .param("number", number)
                        .param("firm", Acting.firm())
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    Optional<Run> find(UUID document, int number) {
        return find(document, number, "");
    }

    Optional<Run> findForUpdate(UUID document, int number) {
        return find(document, number, " FOR UPDATE");
    }

    private Optional<Run> find(UUID document, int number, String lock) {
        return jdbc.sql(
                        COLUMNS
                                + " WHERE firm_id = :firm AND document_id = :document AND number = :number"
                                + lock)
                .param("firm", Acting.firm())
                .param("document", document)
                .param("number", number)
                .query(RunStore::run)
                .optional();
    }

    /** Of the newest version that has one, of each of the documents. */
    List<Run> newest(Collection<UUID> documents) {
        return jdbc.sql(
                        """
                        SELECT DISTINCT ON (document_id) *
                          FROM (%s WHERE firm_id = :firm AND document_id = ANY (:documents)) runs
                         ORDER BY document_id, number DESC
                        """
                                .formatted(COLUMNS))
                .param("firm", Acting.firm())
                .param("documents", documents.toArray(UUID[]::new))
                .query(RunStore::run)
                .list();
    }

    List<Run> in(Run.State state, int most) {
        return jdbc.sql(
                        COLUMNS
                                + " WHERE firm_id = :firm AND state = :state ORDER BY changed_at DESC LIMIT :most")
                .param("firm", Acting.firm())
                .param("state", state.name())
                .param("most", most)
                .query(RunStore::run)
                .list();
    }

    void atWork(Run run, int tries, Instant now) {
        jdbc.sql(
                        """
                        UPDATE processing_run SET state = 'RUNNING', tries = :tries, changed_at = :now
                         WHERE firm_id = :firm AND document_id = :document AND number = :number
                        """)
                .param("tries", tries)
                .param("now", now.atOffset(UTC))
                .param("firm", Acting.firm())
                .param("document", run.document())
                .param("number", run.number())
                .update();
        jdbc.sql(
                        """
                        INSERT INTO processing_stage (document_id, number, stage, firm_id, started_at)
                        VALUES (:document, :number, :stage, :firm, :now)
                            ON CONFLICT (document_id, number, stage, firm_id) DO UPDATE SET tries = :tries
                        """)
                .param("document", run.document())
                .param("number", run.number())
                .param("stage", run.stage().name())
                .param("firm", Acting.firm())
                .param("now", now.atOffset(UTC))
                .param("tries", tries)
                .update();
    }

    /** Where it stands now. The tries begin anew at a new stage. */
    void moveTo(Run run, Stage stage, Run.State state, @Nullable String outcome, Instant now) {
        jdbc.sql(
                        """
                        UPDATE processing_run
                           SET stage = :stage, state = :state, outcome = :outcome, changed_at = :now,
                               tries = CASE WHEN stage = :stage AND :state <> 'DONE' THEN tries ELSE 0 END,
                               ended_at = CASE WHEN :end THEN :now ELSE NULL END,
                               body = CASE WHEN :state = 'DONE' THEN NULL ELSE body END
                         WHERE firm_id = :firm AND document_id = :document AND number = :number
                        """)
                .param("stage", stage.name())
                .param("state", state.name())
                .param("outcome", outcome)
                .param("end", state.isEnd())
                .param("now", now.atOffset(UTC))
                .param("firm", Acting.firm())
                .param("document", run.document())
                .param("number", run.number())
                .update();
    }

    void stageTook(Run run, long millis, @Nullable Instant ended, String outcome) {
        jdbc.sql(
                        """
                        UPDATE processing_stage
                           SET millis = millis + :millis, ended_at = :ended::timestamptz, outcome = :outcome
                         WHERE firm_id = :firm AND document_id = :document AND number = :number AND stage = :stage
                        """)
                .param("millis", millis)
                .param("ended", ended == null ? null : ended.atOffset(UTC))
                .param("outcome", outcome)
                .param("firm", Acting.firm())
                .param("document", run.document())
                .param("number", run.number())
                .param("stage", run.stage().name())
                .update();
    }

    void noteType(Subject of, FileType type) {
        update(of, "media_type = :value, form = :more", type.mediaType(), type.form().name());
    }

    void noteScan(Subject of, Run.Scan scan, @Nullable String signature) {
        update(of, "scan = :value, signature = :more", scan.name(), signature);
    }

    void noteReading(Subject of, Version.Reading reading, @Nullable String why) {
        update(of, "reading = :value, why = :more", reading.name(), why);
    }

    void notePages(Subject of, @Nullable Integer pages) {
        update(of, "pages = :value::int", pages, null);
    }

    void notePagesRead(Subject of, int pages) {
        update(of, "pages_read = :value", pages, null);
    }

    void keepBody(Subject of, String text) {
        update(of, "body = :value", text, null);
    }

    String body(UUID document, int number) {
        return jdbc.sql(
                        """
                        SELECT coalesce(body, '') FROM processing_run
                         WHERE firm_id = :firm AND document_id = :document AND number = :number
                        """)
                .param("firm", Acting.firm())
                .param("document", document)
                .param("number", number)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private void update(Subject of, String set, @Nullable Object value, @Nullable String more) {
        jdbc.sql(
                        "UPDATE processing_run SET "
                                + set
                                + " WHERE firm_id = :firm AND document_id = :document AND number = :number")
                .param("value", value)
                .param("more", more)
                .param("firm", Acting.firm())
                .param("document", of.document())
                .param("number", of.number())
                .update();
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        var form = row.getString("form");
        var scan = row.getString("scan");
        var reading = row.getString("reading");
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Run(
                row.getObject("document_id", UUID.class),
                row.getInt("number"),
                Stage.valueOf(row.getString("stage")),
                Run.State.valueOf(row.getString("state")),
                row.getInt("tries"),
                row.getString("outcome"),
                row.getString("media_type"),
                form == null ? null : FileType.Form.valueOf(form),
                scan == null ? null : Run.Scan.valueOf(scan),
                row.getString("signature"),
                row.getObject("pages", Integer.class),
                row.getInt("pages_read"),
                reading == null ? null : Version.Reading.valueOf(reading),
                row.getString("why"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
