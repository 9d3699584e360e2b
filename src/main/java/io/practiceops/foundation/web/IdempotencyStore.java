package io.practiceops.foundation.web;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Job;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** What was answered under which key; forgotten after a week. */
@Component
class IdempotencyStore implements Job {

    private static final Duration LIFE = Duration.ofDays(7);

    /** An answer as it was given. */
    record Answer(
            byte[] requestHash,
            int status,
            @Nullable String contentType,
            @Nullable String location,
            @Nullable String etag,
            byte[] body) {

        static Answer of(byte[] requestHash, ContentCachingResponseWrapper given) {
            return new Answer(
                    requestHash,
                    given.getStatus(),
                    given.getContentType(),
                    given.getHeader("Location"),
                    given.getHeader("ETag"),
                    given.getContentAsByteArray());
        }

        void writeTo(HttpServletResponse response) throws IOException {
            response.setStatus(status);
            response.setContentType(contentType);
            if (location != null) {
                response.setHeader("Location", location);
            }
            if (etag != null) {
                response.setHeader("ETag", etag);
            }
            response.getOutputStream().write(body);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotencyStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes the key; false when another request has it. Waits while that one is under way. */
    boolean take(String key, byte[] requestHash) {
        return jdbc.sql(
                                """
                                INSERT INTO idempotency_key (firm_id, actor_id, key, request_hash, created_at)
                                VALUES (:firm, :actor, :key, :hash, :at)
                                ON CONFLICT (firm_id, actor_id, key) DO NOTHING
                                """)
                        .param("firm", Acting.firm())
                        .param("actor", Acting.actor().id())
                        .param("key", key)
                        .param("hash", requestHash)
                        .param("at", clock.instant().atOffset(UTC))
                        .update()
                == 1;
    }

    void keep(String key, Answer answer) {
        jdbc.sql(
                        """
                        UPDATE idempotency_key
                           SET status = :status, content_type = :type, location = :location, etag = :etag, body = :body
                         WHERE firm_id = :firm AND actor_id = :actor AND key = :key
                        """)
                .param("status", answer.status())
                .param("type", answer.contentType())
                .param("location", answer.location())
                .param("etag", answer.etag())
                .param("body", answer.body())
                .param("firm", Acting.firm())
                .param("actor", Acting.actor().id())
                .param("key", key)
                .update();
    }

    Optional<Answer> find(String key) {
        return jdbc.sql(
                        """
                        SELECT request_hash, status, content_type, location, etag, body FROM idempotency_key
                         WHERE firm_id = :firm AND actor_id = :actor AND key = :key
                        """)
                .param("firm", Acting.firm())
                .param("actor", Acting.actor().id())
                .param("key", key)
                .query((row, _) ->
                        new Answer(
                                row.getBytes(1),
                                row.getInt(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getBytes(6)))
                .optional();
    }

    @Override
    public String name() {
        return "api.idempotency-keys";
    }

    @Override
    public String title() {
        return "Forget idempotency keys older than a week";
    }

    @Override
    public When when() {
        return new When.Daily(LocalTime.of(3, 40));
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(5);
    }

    @Override
    public String whenItFails() {
        return "Old keys take up room; nothing else.";
    }

    @Override
    @AcrossFirms
    public void run() {
        jdbc.sql("DELETE FROM idempotency_key WHERE created_at < :limit")
                .param("limit", clock.instant().minus(LIFE).atOffset(UTC))
                .update();
    }
}
