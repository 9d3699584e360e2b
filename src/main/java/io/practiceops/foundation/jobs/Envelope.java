package io.practiceops.foundation.jobs;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A payload with who scheduled it, as it lies in the queue. Names here are a stored format.
 *
 * @param request the request it was scheduled in, so that one id joins both
 */
record Envelope(Caller caller, String request, JsonNode payload) {

    record Caller(
            Actor.Kind kind,
            @Nullable UUID id,
            @Nullable UUID via,
            String name,
            @Nullable UUID firm,
            Set<String> rights) {

        static Caller of(Actor actor) {
            return new Caller(
                    actor.kind(),
                    actor.id(),
                    actor.via(),
                    actor.name(),
                    actor.firm(),
                    actor.rights());
        }

        Actor actor() {
            return new Actor(kind, id, via, name, firm, rights);
        }
    }

    static Envelope of(Record payload, JsonMapper json) {
        return new Envelope(
                Caller.of(Acting.actor()), Acting.requestId(), json.valueToTree(payload));
    }

    /** How db-scheduler stores and reads them; a job has none. */
    record Format(JsonMapper json) implements Serializer {

        @Override
        public byte[] serialize(@Nullable Object data) {
            return data == null ? new byte[0] : json.writeValueAsBytes(data);
        }

        @Override
        public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] stored) {
            return stored == null || stored.length == 0 ? null : json.readValue(stored, type);
        }
    }
}
