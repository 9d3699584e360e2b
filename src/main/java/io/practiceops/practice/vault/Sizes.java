package io.practiceops.practice.vault;

import java.util.Locale;

/** Bytes as people say them. */
final class Sizes {

    private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB", "PB"};
    private static final double STEP = 1000;

    private Sizes() {}

    /** "0 bytes", "12 KB", "3.4 GB" */
    static String of(long bytes) {
        var size = (double) bytes;
        var unit = 0;
        for (; size >= STEP && unit < UNITS.length - 1; unit++) {
            size /= STEP;
        }
        var format = unit < 2 || size >= 100 ? "%,.0f %s" : "%.1f %s";
        return String.format(Locale.US, format, size, UNITS[unit]);
    }
}
