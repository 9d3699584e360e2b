package io.practiceops.trust.sealing;

import io.practiceops.trust.tlog.CompactRange;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One log as the database has it.
 *
 * @param firm whose it is; null for the two of the installation
 * @param hashes the compact range of all its leaves
 * @param stated the size last stated in the system log; of the system log itself, last signed
 */
record Log(
        int id,
        Kind kind,
        @Nullable UUID firm,
        int era,
        String origin,
        long size,
        byte[] hashes,
        long stated) {

    enum Kind {
        /** The roots of all the others. */
        SYSTEM,
        /** Events of no firm. */
        INSTALLATION,
        FIRM
    }

    static String origin(String installation, Kind kind, @Nullable UUID firm) {
        return switch (kind) {
            case SYSTEM -> installation;
            case INSTALLATION -> installation + "/installation";
            case FIRM -> installation + "/firm/" + firm;
        };
    }

    CompactRange range() {
        return CompactRange.of(0, size, hashes);
    }

    Log grown(CompactRange range) {
        return new Log(id, kind, firm, era, origin, range.end(), range.packed(), stated);
    }

    Log statedAt(long newlyStated) {
        return new Log(id, kind, firm, era, origin, size, hashes, newlyStated);
    }
}
