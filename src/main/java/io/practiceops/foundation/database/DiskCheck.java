package io.practiceops.foundation.database;

import io.practiceops.foundation.kernel.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Whether the disk of the home has room. */
final class DiskCheck implements Check {

    private static final double SCARCE = 0.10;
    private static final double NEARLY_FULL = 0.03;
    private static final long GIGABYTE = 1_000_000_000;
    private static final String MEND =
            "Make room on the disk of PRACTICEOPS_HOME, or enlarge it. When it is full, nothing can be stored.";

    /** Port: a disk that tells its room. */
    @FunctionalInterface
    interface Disk {
        Room room() throws IOException;

        /** The disk a folder lies on. */
        static Disk of(Path folder) {
            return () -> {
                var store = Files.getFileStore(folder);
                return new Room(store.getUsableSpace(), store.getTotalSpace());
            };
        }
    }

    /** Bytes this process may still write, and bytes in all. */
    record Room(long free, long total) {
        double share() {
            return total <= 0 ? 0 : (double) free / total;
        }
    }

    private final Path folder;
    private final Disk disk;

    DiskCheck(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String title() {
        return "Disk";
    }

    @Override
    public Result look() throws IOException {
        var room = disk.room();
        if (room.total() <= 0) {
            return Result.unknown(
                    "The disk does not tell how large it is.", "Look at it yourself: df " + folder);
        }
        var facts = new LinkedHashMap<String, Object>();
        facts.put("home", folder.toString());
        facts.put("free, GB", gigabytes(room.free()));
        facts.put("of, GB", gigabytes(room.total()));
        facts.put("free, %", Math.round(room.share() * 1000) / 10.0);
        var left =
                String.format(
                        Locale.ROOT,
                        "%.1f of %.1f GB are free (%.1f %%).",
                        gigabytes(room.free()),
                        gigabytes(room.total()),
                        room.share() * 100);
        if (room.share() < NEARLY_FULL || room.free() < GIGABYTE) {
            return Result.bad("The disk is nearly full: " + left, facts, MEND);
        }
        return room.share() < SCARCE
                ? Result.warn("Room is getting scarce: " + left, facts, MEND)
                : Result.good(left, facts);
    }

    private static double gigabytes(long bytes) {
        return Math.round(bytes / (GIGABYTE / 10.0)) / 10.0;
    }
}
