package io.practiceops.foundation.storage;

import io.practiceops.foundation.kernel.Check;
import io.practiceops.foundation.kernel.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Whether the object store takes objects and gives them back, and whether it has room. */
@Component
class StorageCheck implements Check {

    private static final double SCARCE = 0.1;
    private static final long SLOW_SECONDS = 2;
    private static final double GIGABYTE = 1e9;

    private final ObjectStore store;
    private final StoreProbe probe;

    StorageCheck(ObjectStore store, StoreProbe probe) {
        this.store = store;
        this.probe = probe;
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public String title() {
        return "Object store";
    }

    @Override
    public Result look() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("place", store.place());
        try {
            var took = probe.probe();
            facts.put("write, ms", milliseconds(took.write()));
            facts.put("read, ms", milliseconds(took.read()));
            facts.put("remove, ms", milliseconds(took.remove()));
            if (took.all().toSeconds() >= SLOW_SECONDS) {
                return Result.warn(
                        "The object store is slow.", facts, "Look at what else it is doing.");
            }
        } catch (Problem problem) {
            return Result.bad(
                    "No file can be stored or read: " + problem.detail(),
                    facts,
                    Objects.requireNonNullElse(problem.mend(), "Look at " + store.place()));
        }
        return room(facts);
    }

    private static double milliseconds(Duration took) {
        return Math.round(took.toNanos() / 1e4) / 100.0;
    }

    private Result room(Map<String, Object> facts) {
        var room = store.room();
        if (room.isPresent() && room.get().total() > 0) {
            var share = (double) room.get().free() / room.get().total();
            facts.put("free, GB", Math.round(room.get().free() / GIGABYTE * 10) / 10.0);
            if (share < SCARCE) {
                return Result.warn(
                        String.format(Locale.ROOT, "%.1f %% of its room are left.", share * 100),
                        facts,
                        "Make room at %s.".formatted(store.place()));
            }
        }
        return Result.good("The object store takes objects and gives them back.", facts);
    }
}
