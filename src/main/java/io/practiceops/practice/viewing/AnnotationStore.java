package io.practiceops.practice.viewing;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.practice.viewing.Annotation.Note;
import io.practiceops.practice.viewing.Annotation.Reply;
import io.practiceops.practice.viewing.Annotation.Resolved;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Annotations and their replies. */
@Repository
class AnnotationStore {

    private final JdbcClient jdbc;

    AnnotationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Annotation annotation) {
        var place = annotation.place();
        jdbc.sql(
                        """
                        INSERT INTO document_annotation (id, firm_id, document_id, number, page, boxes, quote, note,
                                                         made_by, made_name, made_at)
                        VALUES (:id, :firm, :document, :number, :page, :boxes, :quote, :note, :by, :name, :at)
                        """)
                .param("id", annotation.id())
                .param("firm", Acting.firm())
                .param("document", annotation.documentId())
                .param("number", annotation.number())
                .param("page", place.page())
                .param("boxes", numbers(place.boxes()))
                .param("quote", place.quote())
                .param("note", annotation.note().text())
                .param("by", annotation.note().by())
                .param("name", annotation.note().name())
                .param("at", annotation.note().made().atOffset(UTC))
                .update();
    }

    void insert(UUID annotation, Reply reply) {
        jdbc.sql(
                        """
                        INSERT INTO document_annotation_reply (id, firm_id, annotation_id, note, made_by, made_name,
                                                               made_at)
                        VALUES (:id, :firm, :annotation, :note, :by, :name, :at)
                        """)
                .param("id", reply.id())
                .param("firm", Acting.firm())
                .param("annotation", annotation)
                .param("note", reply.note().text())
                .param("by", reply.note().by())
                .param("name", reply.note().name())
                .param("at", reply.note().made().atOffset(UTC))
                .update();
    }

    /** Of one version, or of all with null; in the order of the pages and as they were made. */
    List<Annotation> of(UUID document, @Nullable Integer number) {
        var found =
                jdbc.sql(
                                """
                                SELECT * FROM document_annotation
                                 WHERE firm_id = :firm AND document_id = :document
                                   AND (:number::int IS NULL OR number = :number)
                                 ORDER BY number DESC, page, boxes[2], id
                                """)
                        .param("firm", Acting.firm())
                        .param("document", document)
                        .param("number", number)
                        .query(AnnotationStore::annotation)
                        .list();
        return withReplies(found);
    }

    Optional<Annotation> find(UUID document, UUID id) {
        var found =
                jdbc.sql(
                                """
                                SELECT * FROM document_annotation
                                 WHERE firm_id = :firm AND document_id = :document AND id = :id
                                """)
                        .param("firm", Acting.firm())
                        .param("document", document)
                        .param("id", id)
                        .query(AnnotationStore::annotation)
                        .list();
        return withReplies(found).stream().findFirst();
    }

    private List<Annotation> withReplies(List<Annotation> annotations) {
        if (annotations.isEmpty()) {
            return annotations;
        }
        record Answered(UUID annotation, Reply reply) {}
        var replies =
                jdbc
                        .sql(
                                """
                                SELECT * FROM document_annotation_reply
                                 WHERE firm_id = :firm AND annotation_id = ANY (:ids) ORDER BY id
                                """)
                        .param("firm", Acting.firm())
                        .param("ids", annotations.stream().map(Annotation::id).toArray(UUID[]::new))
                        .query((row, _) ->
                                new Answered(
                                        row.getObject("annotation_id", UUID.class),
                                        new Reply(row.getObject("id", UUID.class), note(row))))
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        Answered::annotation,
                                        Collectors.mapping(Answered::reply, Collectors.toList())));
        return annotations.stream()
                .map(one -> one.with(replies.getOrDefault(one.id(), List.of())))
                .toList();
    }

    void change(UUID id, String note, Instant at) {
        jdbc.sql(
                        """
                        UPDATE document_annotation SET note = :note, changed_at = :at
                         WHERE firm_id = :firm AND id = :id
                        """)
                .param("note", note)
                .param("at", at.atOffset(UTC))
                .param("firm", Acting.firm())
                .param("id", id)
                .update();
    }

    void changeReply(UUID id, String note, Instant at) {
        jdbc.sql(
                        """
                        UPDATE document_annotation_reply SET note = :note, changed_at = :at
                         WHERE firm_id = :firm AND id = :id
                        """)
                .param("note", note)
                .param("at", at.atOffset(UTC))
                .param("firm", Acting.firm())
                .param("id", id)
                .update();
    }

    /** False when it stood so already. */
    boolean resolve(UUID id, @Nullable Resolved resolved) {
        return jdbc.sql(
                                """
                                UPDATE document_annotation SET resolved_by = :by, resolved_at = :at
                                 WHERE firm_id = :firm AND id = :id
                                   AND (resolved_at IS NULL) = (:at::timestamptz IS NOT NULL)
                                """)
                        .param("by", resolved == null ? null : resolved.by())
                        .param("at", resolved == null ? null : resolved.at().atOffset(UTC))
                        .param("firm", Acting.firm())
                        .param("id", id)
                        .update()
                == 1;
    }

    private static Double[] numbers(List<Place.Box> boxes) {
        return boxes.stream()
                .flatMapToDouble(
                        box -> DoubleStream.of(box.x(), box.y(), box.width(), box.height()))
                .map(number -> Math.clamp(number, 0, 1))
                .boxed()
                .toArray(Double[]::new);
    }

    private static Annotation annotation(ResultSet row, int number) throws SQLException {
        var boxes = new ArrayList<Place.Box>();
        var numbers = (Double[]) row.getArray("boxes").getArray();
        for (var i = 0; i < numbers.length; i += 4) {
            boxes.add(new Place.Box(numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3]));
        }
        var resolvedBy = row.getString("resolved_by");
        return new Annotation(
                row.getObject("id", UUID.class),
                row.getObject("document_id", UUID.class),
                row.getInt("number"),
                new Place(row.getInt("page"), boxes, row.getString("quote")),
                note(row),
                resolvedBy == null ? null : new Resolved(resolvedBy, instant(row, "resolved_at")),
                List.of());
    }

    private static Note note(ResultSet row) throws SQLException {
        return new Note(
                row.getString("note"),
                row.getObject("made_by", UUID.class),
                row.getString("made_name"),
                instant(row, "made_at"),
                row.getObject("changed_at") == null ? null : instant(row, "changed_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
