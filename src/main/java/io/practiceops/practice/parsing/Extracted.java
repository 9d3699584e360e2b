package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.WorkerProtocol.Answer;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file.
 *
 * <p>The text holds no control characters but line feeds and, between two pages of a PDF, form
 * feeds; no unpaired surrogates; no run of spaces. It is empty for a file without text, such as a
 * scan.
 *
 * @param mediaType told from the content, without parameters, such as {@code application/pdf}
 * @param pages how many pages were counted; null where a format has no fixed pages
 * @param truncated whether there was more text than was asked for
 */
public record Extracted(String mediaType, String text, @Nullable Integer pages, boolean truncated)
        implements Answer {}
