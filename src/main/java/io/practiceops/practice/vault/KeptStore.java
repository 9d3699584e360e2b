package io.practiceops.practice.vault;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The objects of all firms; in the platform role. */
@Repository
class KeptStore {

    /** Objects and their plain bytes, and what is known of their soundness. */
    record Totals(long objects, long bytes, long verified, long damaged, long missing, long never) {

        long inTrouble() {
            return damaged + missing;
        }

        long unverified() {
            return objects - verified - damaged - missing;
        }
    }

    record Usage(UUID firm, long objects, long bytes) {}

    private static final String ALL =
            "SELECT id, firm_id, sha256, size, wrapped_key, kek FROM vault_object";

    private final JdbcClient jdbc;

    KeptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of one firm, or of all with null; verified are those found sound since then. */
    Totals totals(@Nullable UUID firm, Instant since) {
        return jdbc.sql(
                        """
                        SELECT count(*) objects, coalesce(sum(size), 0)::bigint bytes,
                               count(*) FILTER (WHERE scrub = 'SOUND' AND scrubbed_at >= :since) verified,
                               count(*) FILTER (WHERE scrub = 'DAMAGED') damaged,
                               count(*) FILTER (WHERE scrub = 'MISSING') missing,
                               count(*) FILTER (WHERE scrub IS NULL) never
                          FROM vault_object WHERE :firm::uuid IS NULL OR firm_id = :firm::uuid
                        """)
                .param("firm", firm)
                .param("since", since.atOffset(UTC))
                .query(Totals.class)
                .single();
    }

    List<Usage> usage(int most) {
        return jdbc.sql(
                        """
                        SELECT firm_id firm, count(*) objects, sum(size)::bigint bytes FROM vault_object
                         GROUP BY firm_id ORDER BY sum(size) DESC, firm_id LIMIT :most
                        """)
                .param("most", most)
                .query(Usage.class)
                .list();
    }

    Map<String, Long> byKek() {
        return jdbc
                .sql("SELECT kek, count(*) objects FROM vault_object GROUP BY kek")
                .query((row, _) -> Map.entry(row.getString("kek"), row.getLong("objects")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Those that another generation wrapped, by id, after that one. */
    List<Kept> wrappedOtherwise(String kek, @Nullable UUID after, int most) {
        return jdbc.sql(
                        ALL
                                + """
                                 WHERE kek <> :kek AND (:after::uuid IS NULL OR id > :after::uuid)
                                 ORDER BY id LIMIT :most
                                """)
                .param("kek", kek)
                .param("after", after)
                .param("most", most)
                .query((row, _) -> VaultStore.kept(row))
                .list();
    }

    /** Without effect when somebody else was faster, or the object is gone. */
    void rewrap(Kept object, WrappedKey to) {
        jdbc.sql(
                        """
                        UPDATE vault_object SET wrapped_key = :key, kek = :kek
                         WHERE id = :id AND firm_id = :firm AND kek = :before
                        """)
                .param("key", to.bytes())
                .param("kek", to.kek())
                .param("id", object.object())
                .param("firm", object.place().firm())
                .param("before", object.key().kek())
                .update();
    }

    /** Never read again, or longest ago; not those read since then, nor those in trouble lately. */
    List<Kept> toScrub(Instant readBefore, Instant troubledBefore, int most) {
        return jdbc.sql(
                        ALL
                                + """
                                 WHERE scrubbed_at IS NULL OR scrubbed_at < :before
                                    OR (scrub <> 'SOUND' AND scrubbed_at < :troubled)
                                 ORDER BY scrubbed_at NULLS FIRST, id LIMIT :most
                                """)
                .param("before", readBefore.atOffset(UTC))
                .param("troubled", troubledBefore.atOffset(UTC))
                .param("most", most)
                .query((row, _) -> VaultStore.kept(row))
                .list();
    }

    /** What was known before; empty when the object is gone. */
    List<String> noted(Kept object) {
        return jdbc.sql(
                        """
                        SELECT coalesce(scrub, '') FROM vault_object
                         WHERE id = :id AND firm_id = :firm
                        """)
                .param("id", object.object())
                .param("firm", object.place().firm())
                .query(String.class)
                .list();
    }

    void note(Kept object, Scrubbed result, Instant at) {
        jdbc.sql(
                        """
                        UPDATE vault_object SET scrub = :scrub, scrubbed_at = :at
                         WHERE id = :id AND firm_id = :firm
                        """)
                .param("scrub", result.name())
                .param("at", at.atOffset(UTC))
                .param("id", object.object())
                .param("firm", object.place().firm())
                .update();
    }

    /** Which of these are objects, or derived from one. */
    Set<UUID> known(Collection<UUID> ids) {
        return new HashSet<>(
                jdbc.sql(
                                """
                                SELECT id FROM vault_object WHERE id = ANY (:ids)
                                UNION ALL SELECT id FROM vault_derived WHERE id = ANY (:ids)
                                """)
                        .param("ids", new ArrayList<>(ids).toArray(UUID[]::new))
                        .query(UUID.class)
                        .list());
    }
}
