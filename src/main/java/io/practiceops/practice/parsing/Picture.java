package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.WorkerProtocol.Answer;

/**
 * A page drawn.
 *
 * @param mediaType image/png for flat pages such as text, image/jpeg for photographs and scans
 * @param width in pixels
 * @param height in pixels
 * @param complete false when the page holds a picture of a kind that cannot be drawn here, such as
 *     JPEG 2000
 */
public record Picture(String mediaType, int width, int height, boolean complete, byte[] bytes)
        implements Answer {}
