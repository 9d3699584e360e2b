package io.practiceops.practice.parsing;

/**
 * How large a picture of a page is to be. Never larger than {@value #MOST_PIXELS} pixels: one that
 * would be is drawn smaller, in the same proportions.
 *
 * @param width in pixels, or 0 where the resolution decides
 * @param dpi pixels per inch of the page, or 0 where the width decides. An image file is then given
 *     as it was taken, neither enlarged nor shrunk.
 */
public record PictureSize(int width, int dpi) {

    /** 300 dpi of a tabloid page. */
    public static final int MOST_PIXELS = 20_000_000;

    public PictureSize {
        var chosen = Math.max(width, dpi);
        if (Math.min(width, dpi) != 0 || chosen < 1 || chosen > 10_000) {
            throw new IllegalArgumentException(
                    "Either a width or a resolution from 1 to 10000, not %d and %d"
                            .formatted(width, dpi));
        }
    }

    /** For the screen. */
    public static PictureSize ofWidth(int pixels) {
        return new PictureSize(pixels, 0);
    }

    /** For OCR, which reads best at 300. */
    public static PictureSize ofDpi(int dpi) {
        return new PictureSize(0, dpi);
    }

    /** Pixels per unit, for a page of that size in units of which so many make an inch. */
    double scale(double pageWidth, double pageHeight, double unitsPerInch) {
        var wanted = width > 0 ? width / pageWidth : dpi / unitsPerInch;
        return Math.min(wanted, Math.sqrt(MOST_PIXELS / (pageWidth * pageHeight)));
    }
}
