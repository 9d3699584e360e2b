package io.practiceops.foundation.kernel;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Identifiers that sort by time (UUID version 7, RFC 9562), so that they index and page well. */
public final class Ids {

    private final TimeBasedEpochRandomGenerator generator;

    public Ids(Clock clock) {
        this.generator =
                Generators.timeBasedEpochRandomGenerator(
                        new SecureRandom(),
                        new UUIDClock() {
                            @Override
                            public long currentTimeMillis() {
                                return clock.millis();
                            }
                        });
    }

    /**
     * How far to look around an identifier's time for one taken beside it: nearly always the first
     * will do, and the second for a process that stood still in between.
     */
    public static final List<Duration> SLACK =
            List.of(Duration.ofSeconds(1), Duration.ofMinutes(1));

    public UUID next() {
        return generator.generate();
    }

    /** The identifier in the text, or a {@link Problem} that says nothing of the kind exists. */
    public static UUID parse(String text, String what) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.notFound(what);
        }
    }

    /** Before all that were made from then on, and behind all that were made earlier. */
    public static UUID firstOf(Instant at) {
        return new UUID((at.toEpochMilli() << 16) | 0x7000, 0x8000_0000_0000_0000L);
    }

    /** When the identifier was made, to the millisecond; the epoch for one that is not of ours. */
    public static Instant timeOf(UUID id) {
        return id.version() == 7
                ? Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16)
                : Instant.EPOCH;
    }
}
