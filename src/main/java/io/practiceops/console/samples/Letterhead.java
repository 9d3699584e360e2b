package io.practiceops.console.samples;

import java.awt.Color;
import java.util.List;

/** Who a document comes from, and how their paper looks. */
record Letterhead(String name, List<String> lines, Color color, boolean serif) {

    /** Contracts between others stand on plain paper. */
    boolean isPlain() {
        return name.isBlank();
    }
}
