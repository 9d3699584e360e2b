package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.LogStore.instant;
import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Ids;
import io.practiceops.trust.sealing.Proof.Opening;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Events as they were recorded; in the platform role. */
@Repository
class EventStore {

    record Event(UUID id, @Nullable UUID firm, Instant at, String canonical) {}

    private final JdbcClient jdbc;

    EventStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By its id, which tells its time, and that the partition: they are taken a moment apart. */
    Optional<Event> find(UUID id) {
        var about = Ids.timeOf(id);
        return Ids.SLACK.stream()
                .flatMap(slack -> find(id, about.minus(slack), about.plus(slack)).stream())
                .findFirst();
    }

    Optional<Event> find(UUID id, Instant at) {
        return find(id, at, at.plusNanos(1_000));
    }

    private Optional<Event> find(UUID id, Instant from, Instant until) {
        return jdbc.sql(
                        """
                        SELECT id, firm_id, occurred_at, canonical FROM audit_event
                         WHERE id = :id AND occurred_at >= :from AND occurred_at < :until
                        """)
                .param("id", id)
                .param("from", from.atOffset(UTC))
                .param("until", until.atOffset(UTC))
                .query((row, _) ->
                        new Event(
                                row.getObject("id", UUID.class),
                                row.getObject("firm_id", UUID.class),
                                instant(row, "occurred_at"),
                                row.getString("canonical")))
                .optional();
    }

    List<Opening> openings(UUID event) {
        return jdbc.sql(
                        """
                        SELECT event_id, field, salt, value FROM audit_personal WHERE event_id = :event ORDER BY field
                        """)
                .param("event", event)
                .query((row, _) ->
                        new Opening(
                                row.getObject("event_id", UUID.class),
                                row.getString("field"),
                                row.getBytes("salt"),
                                row.getString("value")))
                .list();
    }
}
