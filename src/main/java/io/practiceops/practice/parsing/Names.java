package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.WorkerProtocol.TakeApart;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/** What a stranger wrote, made fit to be shown in one line or to name a file. */
final class Names {

    private static final int LONGEST_FILE_NAME = 200;
    private static final int LONGEST_EXTENSION = 20;

    private Names() {}

    /** One line without control characters, and without those that turn the direction of text. */
    static String header(@Nullable String text) {
        if (text == null) {
            return "";
        }
        var line = new StringBuilder();
        text.codePoints()
                .limit(2 * TakeApart.LONGEST_HEADER)
                .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c)
                .filter(c -> isShown(c) && !(c == ' ' && line.toString().endsWith(" ")))
                .forEach(line::appendCodePoint);
        return cut(line.toString().strip(), TakeApart.LONGEST_HEADER);
    }

    /** With U+202E a file named "invoiceXfdp.exe" would be shown as "invoiceexe.pdf". */
    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
            case Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> c != 0xfffd;
        };
    }

    /** A name without folders that keeps its extension; one made from the type if there is none. */
    static String file(@Nullable String name, String mediaType) {
        var line = header(name).replaceAll("[:*?\"<>|]", "_");
        var last = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1);
        var bare = last.replaceAll("^[. ]+|[. ]+$", "");
        if (bare.isEmpty()) {
            return "attachment" + extension(mediaType);
        }
        if (bare.length() <= LONGEST_FILE_NAME) {
            return bare;
        }
        var dot = bare.lastIndexOf('.');
        var extension = dot < bare.length() - LONGEST_EXTENSION ? "" : bare.substring(dot);
        return cut(bare, LONGEST_FILE_NAME - extension.length()) + extension;
    }

    private static String extension(String mediaType) {
        try {
            return MimeTypes.getDefaultMimeTypes().forName(mediaType).getExtension();
        } catch (MimeTypeException e) {
            return "";
        }
    }

    /** At most that many UTF-16 units, and no half of a pair. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }
}
