package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.WorkerProtocol.Answer;
import java.util.Set;

/**
 * What kind of file it is, told from its content; the name only decides between kinds that look
 * alike, such as plain text and CSV.
 *
 * @param mediaType without parameters, such as {@code application/pdf}; {@code
 *     application/octet-stream} for what nobody knows
 * @param form what can be done with it
 */
public record FileType(String mediaType, Form form) implements Answer {

    /** What can be asked of a file besides its bytes. */
    public enum Form {
        /** Pages, pictures of them, words with their places, and text. */
        PDF,
        /** Pages that are pictures: no text, and no words but those OCR finds. */
        IMAGE,
        /** Text, and its parts. */
        MAIL,
        /** Text that flows: its pages are made by the program that shows it, and are not known. */
        TEXT,
        /** Nothing: it is kept as it is, such as a ZIP file or a video. */
        OPAQUE
    }

    private static final Set<String> MAIL = Set.of("message/rfc822", "application/vnd.ms-outlook");

    private static final Set<String> IMAGES =
            Set.of("image/png", "image/jpeg", "image/tiff", "image/gif", "image/bmp");

    static FileType of(String mediaType, boolean hasText) {
        return new FileType(mediaType, form(mediaType, hasText));
    }

    private static Form form(String mediaType, boolean hasText) {
        if (mediaType.equals("application/pdf")) {
            return Form.PDF;
        }
        if (MAIL.contains(mediaType)) {
            return Form.MAIL;
        }
        if (IMAGES.contains(mediaType)) {
            return Form.IMAGE;
        }
        return hasText ? Form.TEXT : Form.OPAQUE;
    }
}
