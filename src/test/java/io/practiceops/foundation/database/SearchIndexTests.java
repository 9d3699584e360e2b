package io.practiceops.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.foundation.database.SearchIndex.Wanted;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is found among so many things that the search does not look at each of them. */
class SearchIndexTests {

    private static final UUID FIRM = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final int THINGS = 13_000;
    private static final int MOST = 200;

    private static ScratchDatabase database;
    private static JdbcClient jdbc;
    private static TransactionTemplate transaction;
    private static SearchIndex index;

    /**
     * Thing n has the identifier n, so the last are the newest. “Harbour” stands in the oldest
     * twenty and the newest fifteen, “ledger” in all, “ledgerbook” in the oldest five.
     */
    @BeforeAll
    static void twoFirmsWithManyThings() {
        database = ScratchDatabase.create();
        jdbc = database.jdbc();
        transaction = database.transaction();
        index = new SearchIndex(jdbc);
        for (var firm : List.of(FIRM, OTHER)) {
            in(firm, () -> fill(firm));
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static int fill(UUID firm) {
        return jdbc.sql(
                        """
                        INSERT INTO search_entry (firm_id, kind, object_id, part, title, body, facets)
                        SELECT :firm, 'note', lpad(to_hex(n), 32, '0')::uuid, 0, 'Thing',
                               'ledger' || CASE WHEN n <= 20 OR n > :things - 15 THEN ' harbour' ELSE '' END
                                        || CASE WHEN n <= 5 THEN ' ledgerbook' ELSE '' END,
                               ARRAY['year:' || 2000 + n % 20]
                               || CASE WHEN n % 1000 = 7 AND :first THEN ARRAY['tag:urgent'] ELSE '{}' END
                          FROM generate_series(1, :things) n
                        """)
                .param("firm", firm)
                .param("things", THINGS)
                .param("first", firm.equals(FIRM))
                .update();
    }

    @Test
    void whatTheNewestHaveOftenIsFoundInTheOldestToo() {
        assertThat(numbers("harbour")).hasSize(35).contains(1, 20, THINGS);
    }

    @Test
    void aCommonWordWithARareFacetIsFoundWhereverItIs() {
        assertThat(numbers("ledger", "tag:urgent"))
                .containsExactlyInAnyOrder(
                        7, 1007, 2007, 3007, 4007, 5007, 6007, 7007, 8007, 9007, 10_007, 11_007,
                        12_007);
    }

    @Test
    void facetsAreMetTogether() {
        assertThat(numbers("ledger", "tag:urgent", "year:2007")).hasSize(13);
        assertThat(numbers("ledger", "tag:urgent", "year:2008")).isEmpty();
        assertThat(numbers("", "tag:urgent", "year:2007")).hasSize(13);
    }

    @Test
    void aFacetOfOneFirmOrKindIsNotThatOfAnother() {
        var wanted = new Wanted("note", "ledger", List.of("tag:urgent"), null, null);
        assertThat(in(OTHER, () -> index.find(wanted, 0, MOST))).isEmpty();
        var ofOtherKind = new Wanted("paper", "ledger", List.of("tag:urgent"), null, null);
        assertThat(in(FIRM, () -> index.find(ofOtherKind, 0, MOST))).isEmpty();
    }

    @Test
    void aChangedFacetIsFoundByWhatItIsNow() {
        in(
                FIRM,
                () ->
                        jdbc.sql(
                                        "UPDATE search_entry SET facets = '{tag:moved}' WHERE firm_id = ? AND object_id = ?")
                                .params(FIRM, id(4_321))
                                .update());

        assertThat(numbers("ledger", "tag:moved")).containsExactly(4_321);
    }

    @Test
    void anUnfinishedWordIsFoundWhereItsWholeWordsAreTooFew() {
        assertThat(numbers("ledgerb")).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(numbers("harbou")).hasSize(35);
    }

    @Test
    void aPhraseIsFoundOnlyWhereItsWordsStandTogether() {
        assertThat(numbers("\"harbour ledgerbook\"")).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(numbers("\"ledgerbook harbour\"")).isEmpty();
    }

    private static List<Integer> numbers(String words, String... facets) {
        var wanted = new Wanted("note", words, List.of(facets), null, null);
        var ids =
                words.isEmpty()
                        ? in(FIRM, () -> index.newest(wanted, MOST))
                        : in(FIRM, () -> index.find(wanted, 0, MOST)).stream()
                                .map(SearchIndex.Hit::objectId)
                                .toList();
        return ids.stream().map(id -> (int) id.getLeastSignificantBits()).toList();
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private static <T> T in(UUID firm, Supplier<T> work) {
        return Acting.as(
                Actor.system("test", firm), "test", () -> transaction.execute(_ -> work.get()));
    }
}
