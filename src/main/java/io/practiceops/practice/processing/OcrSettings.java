package io.practiceops.practice.processing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How text is read from pictures.
 *
 * @param program Tesseract, by its path or a name on the PATH
 * @param languages as Tesseract names them, joined by {@code +}, as in {@code eng+spa}
 * @param pages how many pages of a file are read at most
 * @param timeout how long one page may take
 * @param dpi how fine a page is drawn for it; 300 is what Tesseract is made for
 * @param processes how many pages are read at once on this instance
 */
@ConfigurationProperties("practiceops.ocr")
record OcrSettings(
        @DefaultValue("tesseract") String program,
        @DefaultValue("eng") String languages,
        @DefaultValue("200") int pages,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("300") int dpi,
        @DefaultValue("2") int processes) {

    OcrSettings {
        if (!languages.matches("[A-Za-z_/]+(\\+[A-Za-z_/]+)*")) {
            throw new IllegalArgumentException(
                    "practiceops.ocr.languages is \"%s\". Write them as Tesseract names them, such as eng or eng+spa."
                            .formatted(languages));
        }
        if (pages < 1 || processes < 1 || !timeout.isPositive() || dpi < 70 || dpi > 600) {
            throw new IllegalArgumentException(
                    "practiceops.ocr needs pages and processes of at least 1, a positive timeout and 70 to 600 dpi; it has %d, %d, %s, %d."
                            .formatted(pages, processes, timeout, dpi));
        }
    }
}
