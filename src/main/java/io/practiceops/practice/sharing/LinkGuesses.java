package io.practiceops.practice.sharing;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Limits how often the password of a link is tried: five times from one network, then after waits
 * that double, and thirty times an hour from everywhere. A try counts as failed from the moment it
 * is let through, so that tries made at once are counted one after the other.
 */
@Repository
class LinkGuesses {

    private static final String ALL_NETWORKS = "";
    private static final int FREE = 5;
    private static final int MOST_AN_HOUR = 30;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 5;

    private final JdbcClient jdbc;
    private final Clock clock;

    LinkGuesses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Count(int failures, Instant since, @Nullable Instant blockedUntil) {

        boolean isBlocked(Instant now) {
            return blockedUntil != null && blockedUntil.isAfter(now);
        }
    }

    /** Counts the try; how long to wait, zero for one that may go on. */
    @Transactional(propagation = Propagation.MANDATORY)
    Duration admit(UUID link, String network) {
        var now = clock.instant();
        forget(link, now);
        var all = lock(link, ALL_NETWORKS, now);
        if (all.isBlocked(now)) {
            return wait(all, now);
        }
        var one = lock(link, network, now);
        if (one.isBlocked(now)) {
            return wait(one, now);
        }
        var ofAll = all.failures() + 1;
        save(link, ALL_NETWORKS, ofAll, ofAll >= MOST_AN_HOUR ? all.since().plus(WINDOW) : null);
        var ofOne = one.failures() + 1;
        save(link, network, ofOne, ofOne >= FREE ? now.plus(waitAfter(ofOne)) : null);
        return Duration.ZERO;
    }

    /** It was right: the network's count begins anew, and the try does not count for all. */
    @Transactional(propagation = Propagation.MANDATORY)
    void succeeded(UUID link, String network) {
        jdbc.sql("DELETE FROM outside_guess WHERE link_id = :link AND network = :network")
                .param("link", link)
                .param("network", network)
                .update();
        jdbc.sql(
                        """
                        UPDATE outside_guess SET failures = failures - 1, blocked_until = NULL
                         WHERE link_id = :link AND network = '' AND failures > 0
                        """)
                .param("link", link)
                .update();
    }

    private static Duration waitAfter(int failures) {
        return FIRST_WAIT.multipliedBy(1L << Math.min(failures - FREE, MOST_DOUBLINGS));
    }

    private static Duration wait(Count count, Instant now) {
        return count.blockedUntil() == null
                ? Duration.ZERO
                : Duration.between(now, count.blockedUntil());
    }

    private void forget(UUID link, Instant now) {
        jdbc.sql(
                        """
                        DELETE FROM outside_guess
                         WHERE link_id = :link AND since <= :old
                           AND (blocked_until IS NULL OR blocked_until <= :now)
                        """)
                .param("link", link)
                .param("old", now.minus(WINDOW).atOffset(UTC))
                .param("now", now.atOffset(UTC))
                .update();
    }

    private Count lock(UUID link, String network, Instant now) {
        return jdbc.sql(
                        """
                        INSERT INTO outside_guess (link_id, firm_id, network, failures, since)
                        VALUES (:link, :firm, :network, 0, :now)
                        ON CONFLICT (link_id, network, firm_id) DO UPDATE SET failures = outside_guess.failures
                        RETURNING failures, since, blocked_until
                        """)
                .param("link", link)
                .param("firm", Acting.firm())
                .param("network", network)
                .param("now", now.atOffset(UTC))
                .query((row, _) -> {
                    var until = row.getObject("blocked_until", OffsetDateTime.class);
                    return new Count(
                            row.getInt("failures"),
                            OutsideLinkStore.instant(row, "since"),
                            until == null ? null : until.toInstant());
                })
                .single();
    }

    private void save(UUID link, String network, int failures, @Nullable Instant until) {
        jdbc.sql(
                        """
                        UPDATE outside_guess SET failures = :failures, blocked_until = :until
                         WHERE link_id = :link AND network = :network
                        """)
                .param("failures", failures)
                .param("until", until == null ? null : until.atOffset(UTC))
                .param("link", link)
                .param("network", network)
                .update();
    }
}
