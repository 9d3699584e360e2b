package io.practiceops.practice.parsing;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Pictures made smaller, and as bytes. */
final class Pictures {

    private static final double FLAT = 0.6;

    private Pictures() {}

    /** As PNG where much of it is flat, which is then small and sharp, or else as JPEG. */
    static Picture encode(BufferedImage image, boolean complete) throws IOException {
        var flat = isFlat(image);
        var bytes = flat ? encode(image, "png", 0.5f) : encode(image, "jpeg", 0.88f);
        return new Picture(
                flat ? "image/png" : "image/jpeg",
                image.getWidth(),
                image.getHeight(),
                complete,
                bytes);
    }

    /** Whether most pixels are like the one left of them; every fourth line says it. */
    private static boolean isFlat(BufferedImage image) {
        var width = image.getWidth();
        var line = new int[width];
        var same = 0L;
        var seen = 0L;
        for (var y = 0; y < image.getHeight(); y += 4) {
            image.getRGB(0, y, width, 1, line, 0, width);
            for (var x = 1; x < width; x++) {
                same += line[x] == line[x - 1] ? 1 : 0;
            }
            seen += width;
        }
        return same >= FLAT * seen;
    }

    private static byte[] encode(BufferedImage image, String format, float quality)
            throws IOException {
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** On white paper, at most that wide and high; halved step by step, which keeps thin lines. */
    static BufferedImage shrink(BufferedImage image, int width, int height) {
        var shrunk = image;
        while (shrunk.getWidth() >= 2 * width && shrunk.getHeight() >= 2 * height) {
            shrunk = draw(shrunk, shrunk.getWidth() / 2, shrunk.getHeight() / 2);
        }
        return draw(shrunk, width, height);
    }

    private static BufferedImage draw(BufferedImage image, int width, int height) {
        var gray = image.getColorModel().getNumColorComponents() == 1;
        var drawn =
                new BufferedImage(
                        width,
                        height,
                        gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        var graphics = drawn.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return drawn;
    }

    static BufferedImage turn(BufferedImage image, Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return image;
        }
        var turned =
                new BufferedImage(
                        orientation.isSideways() ? image.getHeight() : image.getWidth(),
                        orientation.isSideways() ? image.getWidth() : image.getHeight(),
                        image.getType());
        var graphics = turned.createGraphics();
        AffineTransform upright = orientation.upright(image.getWidth(), image.getHeight());
        graphics.drawImage(image, upright, null);
        graphics.dispose();
        return turned;
    }
}
