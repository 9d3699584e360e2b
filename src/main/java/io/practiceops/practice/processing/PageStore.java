package io.practiceops.practice.processing;

import io.practiceops.foundation.kernel.Acting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The words that OCR read. */
@Repository
class PageStore {

    /** A stored format must not change with how the API writes its answers. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * A page that was tried.
     *
     * @param failure why there are no words; null when it went well
     */
    record ReadPage(PageWords words, @Nullable String failure) {

        static ReadPage failed(int page, String why) {
            return new ReadPage(new PageWords(page, 612, 792, List.of()), why);
        }
    }

    private final JdbcClient jdbc;

    PageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(Subject of, ReadPage page) {
        var words = page.words();
        jdbc.sql(
                        """
                        INSERT INTO processing_page (document_id, number, page, firm_id, width, height, words, failure)
                        VALUES (:document, :number, :page, :firm, :width, :height, :words::jsonb, :failure)
                            ON CONFLICT (document_id, number, page, firm_id) DO UPDATE
                           SET words = excluded.words, failure = excluded.failure
                        """)
                .param("document", of.document())
                .param("number", of.number())
                .param("page", words.number())
                .param("firm", Acting.firm())
                .param("width", words.width())
                .param("height", words.height())
                .param("words", json(words.words()))
                .param("failure", page.failure())
                .update();
    }

    List<PageWords> first(UUID document, int number, int most) {
        return jdbc.sql(
                        """
                        SELECT page, width, height, words FROM processing_page
                         WHERE firm_id = :firm AND document_id = :document AND number = :number AND page <= :most
                         ORDER BY page
                        """)
                .param("firm", Acting.firm())
                .param("document", document)
                .param("number", number)
                .param("most", most)
                .query(PageStore::page)
                .list();
    }

    /** All of it, pages divided as in the text of a PDF. */
    String text(UUID document, int number) {
        return first(document, number, Integer.MAX_VALUE).stream()
                .map(page ->
                        PageLayout.of(page).lines().stream()
                                .map(line ->
                                        line.words().stream()
                                                .map(Word::text)
                                                .collect(Collectors.joining(" ")))
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\f"))
                .replace("\0", "");
    }

    private static String json(List<Word> words) {
        var rows = new ArrayList<List<Object>>();
        for (var word : words) {
            rows.add(
                    List.of(
                            word.text().replace("\0", ""),
                            round(word.left()),
                            round(word.top()),
                            round(word.width()),
                            round(word.height()),
                            round(word.confidence())));
        }
        return JSON.writeValueAsString(rows);
    }

    private static double round(double length) {
        return Math.round(length * 100) / 100.0;
    }

    private static PageWords page(ResultSet row, int number) throws SQLException {
        var words = new ArrayList<Word>();
        for (var word : JSON.readTree(row.getString("words"))) {
            words.add(word(word));
        }
        return new PageWords(
                row.getInt("page"), row.getDouble("width"), row.getDouble("height"), words);
    }

    private static Word word(JsonNode row) {
        return new Word(
                row.path(0).asString(),
                row.path(1).asDouble(),
                row.path(2).asDouble(),
                row.path(3).asDouble(),
                row.path(4).asDouble(),
                row.path(5).asDouble());
    }
}
