package io.practiceops.trust.access;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Wrong codes of an account in a row, whatever sign-in they were tried in: five are free, then each
 * locks codes out for longer, a minute at first and a quarter of an hour at most. Passkeys and
 * recovery codes, which nobody guesses, still let the person in.
 */
@Repository
class CodeTries {

    static final int FREE = 5;
    private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(15);

    private final JdbcClient jdbc;

    CodeTries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the account's turn until the end of the transaction, so that tries are counted one
     * after another; says until when codes are locked out.
     */
    Optional<Instant> take(UUID user, Instant now) {
        jdbc.sql(
                        """
                        INSERT INTO code_tries (user_id, wrong) VALUES (:user, 0) ON CONFLICT (user_id) DO NOTHING
                        """)
                .param("user", user)
                .update();
        return jdbc.sql("SELECT locked_until FROM code_tries WHERE user_id = :user FOR UPDATE")
                .param("user", user)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant)
                .filter(until -> until.isAfter(now));
    }

    void wrong(UUID user, Instant now) {
        var wrong =
                jdbc.sql(
                                "UPDATE code_tries SET wrong = wrong + 1 WHERE user_id = :user RETURNING wrong")
                        .param("user", user)
                        .query(Integer.class)
                        .single();
        if (wrong >= FREE) {
            jdbc.sql("UPDATE code_tries SET locked_until = :until WHERE user_id = :user")
                    .param("until", now.plus(lock(wrong)).atOffset(UTC))
                    .param("user", user)
                    .update();
        }
    }

    void right(UUID user) {
        jdbc.sql("UPDATE code_tries SET wrong = 0, locked_until = NULL WHERE user_id = :user")
                .param("user", user)
                .update();
    }

    static Duration lock(int wrong) {
        var doubled = FIRST_LOCK.multipliedBy(1L << Math.min(wrong - FREE, 10));
        return doubled.compareTo(LONGEST_LOCK) < 0 ? doubled : LONGEST_LOCK;
    }
}
