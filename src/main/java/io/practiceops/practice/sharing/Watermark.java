package io.practiceops.practice.sharing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.springframework.stereotype.Component;

/**
 * Draws a line of text over a picture again and again, slantwise: readable through it, and not to
 * be cut away. With the outlines of a font that comes along, since a server may have none.
 */
@Component
class Watermark {

    private static final String FONT =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final double SLANT = Math.toRadians(-28);
    private static final int LINES_A_WIDTH = 5;

    private final TrueTypeFont font;
    private final CmapLookup glyphs;

    Watermark() {
        try (var stream = TrueTypeFont.class.getResourceAsStream(FONT)) {
            if (stream == null) {
                throw new IllegalStateException("PDFBox no longer brings " + FONT);
            }
            font = new TTFParser().parse(new RandomAccessReadBuffer(stream.readAllBytes()));
            glyphs = font.getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FONT, e);
        }
    }

    /** A copy of the picture with the text over it. */
    BufferedImage over(BufferedImage picture, String text) {
        var drawn =
                new BufferedImage(
                        picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        var graphics = drawn.createGraphics();
        graphics.drawImage(picture, 0, 0, Color.WHITE, null);
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        draw(graphics, outline(text), picture.getWidth(), picture.getHeight());
        graphics.dispose();
        return drawn;
    }

    private static void draw(Graphics2D graphics, GeneralPath line, int width, int height) {
        var size = Math.max(width, height) / 46.0;
        line.transform(AffineTransform.getScaleInstance(size, -size));
        var length = line.getBounds2D().getWidth() + 3 * size;
        var reach = Math.hypot(width, height);
        var step = (double) width / LINES_A_WIDTH;
        graphics.rotate(SLANT, width / 2.0, height / 2.0);
        graphics.translate(width / 2.0 - reach / 2, height / 2.0 - reach / 2);
        graphics.setColor(new Color(110, 110, 120, 70));
        for (var y = 0.0; y < reach; y += step) {
            var begin = -(y / step) % 2 * length / 2;
            for (var x = begin - length; x < reach; x += length) {
                graphics.fill(
                        AffineTransform.getTranslateInstance(x, y).createTransformedShape(line));
            }
        }
    }

    /** The line, one unit high, on a base line at zero; what the font lacks leaves a gap. */
    private synchronized GeneralPath outline(String text) {
        try {
            var scale = 1.0 / font.getUnitsPerEm();
            var line = new GeneralPath();
            var x = 0.0;
            for (var codePoint : text.codePoints().toArray()) {
                var glyph = glyphs.getGlyphId(codePoint);
                var data = font.getGlyph().getGlyph(glyph);
                if (glyph != 0 && data != null) {
                    var place = AffineTransform.getTranslateInstance(x, 0);
                    place.scale(scale, scale);
                    line.append(data.getPath().getPathIterator(place), false);
                }
                x += font.getAdvanceWidth(glyph) * scale;
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("The font inside PDFBox cannot be read", e);
        }
    }
}
