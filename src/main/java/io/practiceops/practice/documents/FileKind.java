package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import java.util.Locale;

/**
 * The kinds of file taken, known by how they begin; what is truly inside, the reader finds out
 * apart.
 */
enum FileKind {
    PDF("application/pdf", "%PDF-"),
    DOCX(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "PK\u0003\u0004");

    private final String mediaType;
    private final String mark;

    FileKind(String mediaType, String mark) {
        this.mediaType = mediaType;
        this.mark = mark;
    }

    String mediaType() {
        return mediaType;
    }

    /**
     * A Problem for everything else. A zip counts as a Word document only when it is called one.
     */
    static FileKind of(byte[] firstBytes, String name) {
        for (var kind : values()) {
            if (kind.begins(firstBytes)
                    && (kind != DOCX || name.toLowerCase(Locale.ROOT).endsWith(".docx"))) {
                return kind;
            }
        }
        throw new Problem(
                ProblemType.UNSUPPORTED_TYPE,
                "“%s” is neither a PDF nor a Word document (.docx).".formatted(name),
                "Save it as a PDF and upload that.");
    }

    private boolean begins(byte[] bytes) {
        if (bytes.length < mark.length()) {
            return false;
        }
        for (var i = 0; i < mark.length(); i++) {
            if (bytes[i] != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
