package io.practiceops.trust.audit;

import io.practiceops.foundation.database.AcrossFirms;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The partition that takes what no month does. */
@Repository
class DefaultPartition {

    static final int MOST_COUNTED = 10_000;

    private final JdbcClient jdbc;

    DefaultPartition(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A file without a page has no row; only one with pages is worth the reading. */
    @AcrossFirms(readOnly = true)
    public int rows() {
        var bytes =
                jdbc.sql("SELECT pg_relation_size('audit_event_default')")
                        .query(Long.class)
                        .single();
        return bytes == 0 ? 0 : count();
    }

    /** Asks the parent: on the partition itself nobody but the owner has a right. */
    private int count() {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM (SELECT FROM audit_event
                                               WHERE tableoid = 'audit_event_default'::regclass LIMIT :most) counted
                        """)
                .param("most", MOST_COUNTED)
                .query(Integer.class)
                .single();
    }
}
