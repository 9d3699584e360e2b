package io.practiceops.practice.documents;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that others chose, made harmless: on a page, and on whatever machine unpacks them. */
final class SafeNames {

    /** Most file systems take 255 bytes; some room is left for the number of a namesake. */
    private static final int LONGEST_BYTES = 240;

    private static final int LONGEST_EXTENSION = 20;

    /** With U+202E "invoiceXfdp.exe" is shown as "invoiceexe.pdf". */
    private static final Pattern TURNS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Pattern NOWHERE_TAKEN = Pattern.compile("[\\p{Cntrl}<>:\"/\\\\|?*]");
    private static final Pattern ENDS = Pattern.compile("^\\s+|[. ]+$");

    /** What Windows takes for a device, whatever extension follows. */
    private static final Set<String> DEVICES =
            Set.of(
                    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6",
                    "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
                    "lpt8", "lpt9");

    private final Map<String, Integer> taken = new HashMap<>();

    /** Without the marks that turn the direction of text and so disguise what a file is. */
    static String withoutTurns(String name) {
        return TURNS.matcher(name).replaceAll("");
    }

    /** A name every file system takes. */
    static String of(String name) {
        var cleaned = NOWHERE_TAKEN.matcher(withoutTurns(name)).replaceAll("_");
        var bare = ENDS.matcher(cleaned).replaceAll("");
        if (bare.isEmpty()) {
            return "_";
        }
        var dot = bare.indexOf('.');
        var stem = (dot < 0 ? bare : bare.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
        return shortened(DEVICES.contains(stem) ? "_" + bare : bare);
    }

    /** The same for each part of a path. */
    static String ofPath(String path) {
        var parts = path.split("/", -1);
        for (var i = 0; i < parts.length; i++) {
            parts[i] = of(parts[i]);
        }
        return String.join("/", parts);
    }

    /** The path, or with a number when it was asked for before; case does not tell two apart. */
    String unique(String path) {
        var number = taken.merge(key(path), 1, Integer::sum);
        if (number == 1) {
            return path;
        }
        var name = path.lastIndexOf('/') + 1;
        var dot = path.lastIndexOf('.');
        var end = dot > name ? dot : path.length();
        return unique(path.substring(0, end) + " (" + number + ")" + path.substring(end));
    }

    private static String key(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    private static String shortened(String name) {
        if (bytes(name) <= LONGEST_BYTES) {
            return name;
        }
        var dot = name.lastIndexOf('.');
        var extension =
                dot < name.length() - LONGEST_EXTENSION || dot < 1 ? "" : name.substring(dot);
        var room = LONGEST_BYTES - bytes(extension);
        var kept = new StringBuilder();
        var used = 0;
        for (var i = 0; i < name.length() - extension.length(); ) {
            var character = Character.toString(name.codePointAt(i));
            used += bytes(character);
            if (used > room) {
                break;
            }
            kept.append(character);
            i += character.length();
        }
        return kept + extension;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
