package io.practiceops.foundation.database;

import static java.sql.Types.OTHER;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Closed;
import io.practiceops.foundation.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds a firm's objects by their words. Modules put in what should be found, in the transaction
 * that changes it, and ask for their own kind; who may see a hit is for them to say.
 */
@Component
public class SearchIndex {

    /** Stand before and behind a word that matched; never part of any text. */
    public static final char HIT_BEGIN = '\u0001';

    public static final char HIT_END = '\u0002';

    private static final int LONGEST_QUERY = 200;
    private static final int PART = 100_000;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{2,}");

    /**
     * Something found.
     *
     * @param snippet text around the first match, with matches between {@link #HIT_BEGIN} and
     *     {@link #HIT_END}
     */
    public record Hit(UUID objectId, String title, String snippet) {}

    private final JdbcClient jdbc;

    SearchIndex(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Who may find an object, beyond the firm and the right: only they to whom what it belongs to
     * is not closed and, where it names some, they alone.
     */
    public record Readers(@Nullable UUID belongsTo, @Nullable Set<UUID> onlyFor) {

        /** All to whom what it belongs to is open: a client, or null where it belongs to none. */
        public static Readers of(@Nullable UUID belongsTo) {
            return new Readers(belongsTo, null);
        }

        private UUID @Nullable [] named() {
            return onlyFor == null ? null : onlyFor.toArray(UUID[]::new);
        }
    }

    /**
     * Puts an object in, or replaces what was known of it. Titles match by parts of words, bodies
     * by stems.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void put(String kind, UUID objectId, Readers readers, String title, String body) {
        remove(kind, objectId);
        var parts = parts(body);
        jdbc.sql(
                        """
                        INSERT INTO search_entry (firm_id, kind, object_id, part, belongs_to, only_for, title, body)
                        SELECT :firm, :kind, :id, p.number - 1, :belongsTo, :onlyFor::uuid[],
                               CASE p.number WHEN 1 THEN :title ELSE '' END, p.body
                          FROM unnest(:parts::text[]) WITH ORDINALITY AS p (body, number)
                        """)
                .param("firm", Acting.firm())
                .param("kind", kind)
                .param("id", objectId)
                .param("belongsTo", readers.belongsTo(), OTHER)
                .param("onlyFor", readers.named())
                .param("title", title)
                .param("parts", parts.toArray(String[]::new))
                .update();
    }

    /** Changes the title alone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rename(String kind, UUID objectId, String title) {
        jdbc.sql(
                        """
                        UPDATE search_entry SET title = :title
                         WHERE firm_id = :firm AND kind = :kind AND object_id = :id AND part = 0
                        """)
                .param("title", title)
                .param("firm", Acting.firm())
                .param("kind", kind)
                .param("id", objectId)
                .update();
    }

    /** Changes who may find an object. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void open(String kind, UUID objectId, Readers readers) {
        jdbc.sql(
                        """
                        UPDATE search_entry SET belongs_to = :belongsTo, only_for = :onlyFor::uuid[]
                         WHERE firm_id = :firm AND kind = :kind AND object_id = :id
                        """)
                .param("belongsTo", readers.belongsTo(), OTHER)
                .param("onlyFor", readers.named())
                .param("firm", Acting.firm())
                .param("kind", kind)
                .param("id", objectId)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(String kind, UUID objectId) {
        jdbc.sql(
                        "DELETE FROM search_entry WHERE firm_id = :firm AND kind = :kind AND object_id = :id")
                .param("firm", Acting.firm())
                .param("kind", kind)
                .param("id", objectId)
                .update();
    }

    /**
     * What is looked for.
     *
     * @param words what people type: words, "a phrase", -without, or; the last word may be
     *     unfinished. Empty for all there is
     * @param facets all of which a thing must have, as its kind writes them
     * @param since the first identifier that counts, which sort by time; null for the first of all
     * @param before the first that counts no more; null for none
     */
    public record Wanted(
            String kind,
            String words,
            List<String> facets,
            @Nullable UUID since,
            @Nullable UUID before) {

        public Wanted {
            words = words.strip();
            words =
                    words.substring(0, Math.min(words.length(), LONGEST_QUERY))
                            .replaceAll("\\p{Cntrl}", " ");
            facets = List.copyOf(facets);
        }

        public Wanted(String kind, String words) {
            this(kind, words, List.of(), null, null);
        }
    }

    /** The best matches, best first. */
    @Transactional(readOnly = true)
    public List<Hit> find(String kind, String query, int most) {
        return find(new Wanted(kind, query), 0, most);
    }

    /**
     * The best matches behind those skipped. They are looked up and put in order from the first on,
     * so this is for the first few pages.
     */
    @Transactional(readOnly = true)
    public List<Hit> find(Wanted wanted, int skip, int most) {
        if (wanted.words().isBlank()) {
            return List.of();
        }
        return statement(
                        wanted,
                        skip + most,
                        """
                        WITH hit AS MATERIALIZED (
                          SELECT object_id, part, rank
                            FROM search_of_firm(:kind, :query, :facets, :since, :before, :most)
                           ORDER BY rank DESC, object_id DESC OFFSET :skip),
                        entry AS MATERIALIZED (
                          SELECT h.object_id, h.rank, whole.title,
                                 substring(e.body FROM greatest(1, strpos(lower(e.body), :word) - 160) FOR 480) AS around
                            FROM hit h
                            JOIN search_entry e ON e.firm_id = :firm AND e.kind = :kind
                                               AND e.object_id = h.object_id AND e.part = h.part
                            JOIN search_entry whole ON whole.firm_id = :firm AND whole.kind = :kind
                                               AND whole.object_id = h.object_id AND whole.part = 0)
                        SELECT object_id, title,
                               ts_headline('english', around, websearch_to_tsquery('english', :query), :options)
                                 AS snippet
                          FROM entry ORDER BY rank DESC, object_id DESC
                        """)
                .param("skip", skip)
                .param("firm", Acting.firm())
                .param("word", firstWord(wanted.words()))
                .param(
                        "options",
                        "StartSel="
                                + HIT_BEGIN
                                + ", StopSel="
                                + HIT_END
                                + ", MaxWords=40, MinWords=20")
                .query((row, _) ->
                        new Hit(
                                row.getObject("object_id", UUID.class),
                                row.getString("title"),
                                row.getString("snippet")))
                .list();
    }

    /** What is wanted whatever its words, the newest first. */
    @Transactional(readOnly = true)
    public List<UUID> newest(Wanted wanted, int most) {
        return statement(
                        new Wanted(
                                wanted.kind(),
                                "",
                                wanted.facets(),
                                wanted.since(),
                                wanted.before()),
                        most,
                        """
                        SELECT object_id FROM search_of_firm(:kind, :query, :facets, :since, :before, :most)
                         ORDER BY object_id DESC
                        """)
                .query(UUID.class)
                .list();
    }

    private JdbcClient.StatementSpec statement(Wanted wanted, int most, String sql) {
        return jdbc.sql(sql)
                .param("kind", wanted.kind())
                .param("query", wanted.words())
                .param("facets", wanted.facets().toArray(String[]::new))
                .param("since", wanted.since(), OTHER)
                .param("before", wanted.before(), OTHER)
                .param("most", most);
    }

    /**
     * What to answer for an object that is not seen: that there is none, which goes on record as a
     * denial where it is there and closed to the actor.
     */
    @Transactional(readOnly = true)
    public Problem notFound(String kind, String what, UUID objectId) {
        var isClosed =
                jdbc.sql("SELECT is_closed(?, ?)")
                        .param(kind)
                        .param(objectId.toString())
                        .query(Boolean.class)
                        .single();
        return isClosed ? new Closed(kind, what, objectId) : Problem.notFound(what);
    }

    /** How the text of an object begins; empty where it has none. */
    @Transactional(readOnly = true)
    public String beginning(String kind, UUID objectId, int characters) {
        return jdbc.sql(
                        """
                        SELECT left(body, :characters) FROM search_entry
                         WHERE firm_id = :firm AND kind = :kind AND object_id = :id AND part = 0
                        """)
                .param("characters", characters)
                .param("firm", Acting.firm())
                .param("kind", kind)
                .param("id", objectId)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /**
     * Where the snippet is looked for: the first word without its ending, which stems differ in.
     */
    private static String firstWord(String query) {
        var words = WORD.matcher(query.toLowerCase(Locale.ROOT));
        if (!words.find()) {
            return query;
        }
        var word = words.group();
        return word.length() <= 5 ? word : word.substring(0, word.length() - 2);
    }

    private static List<String> parts(String body) {
        var parts = new ArrayList<String>();
        for (var start = 0; start < body.length(); ) {
            var end = Math.min(body.length(), start + PART);
            if (end < body.length()) {
                var space = body.lastIndexOf(' ', end);
                end =
                        space > start
                                ? space + 1
                                : end - (Character.isHighSurrogate(body.charAt(end - 1)) ? 1 : 0);
            }
            parts.add(body.substring(start, end));
            start = end;
        }
        return parts.isEmpty() ? List.of("") : parts;
    }
}
