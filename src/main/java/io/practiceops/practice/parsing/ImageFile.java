package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.Pages.Size;
import io.practiceops.practice.parsing.ParsingFailed.Reason;
import io.practiceops.practice.parsing.WorkerProtocol.Words;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The pictures of an image file as pages: one, or as many as a TIFF has. */
final class ImageFile {

    private static final float POINTS_PER_PIXEL = 72f / 96;

    /** Beyond this, pixels are skipped while reading. */
    private static final long MOST_IN_MEMORY = 40_000_000;

    /** Beyond this it is no page but a bomb: reading it would take minutes. */
    private static final long MOST_READ = 500_000_000;

    private ImageFile() {}

    private interface Use<T> {
        T of(ImageReader reader) throws IOException;
    }

    static Pages measure(Path file) throws IOException {
        return with(
                file,
                reader -> {
                    var count = pages(reader);
                    var orientation = orientation(reader, file);
                    var sizes = new ArrayList<Size>();
                    for (var i = 0; i < Math.min(count, Pages.MOST_MEASURED); i++) {
                        sizes.add(size(reader, i, orientation));
                    }
                    return new Pages(count, sizes);
                });
    }

    static Picture draw(Path file, int page, PictureSize size) throws IOException {
        return with(
                file,
                reader -> {
                    requirePage(reader, page);
                    var image = read(reader, page - 1);
                    var orientation = orientation(reader, file);
                    var shrunk = shrink(image, size, orientation.isSideways());
                    return Pictures.encode(Pictures.turn(shrunk, orientation), true);
                });
    }

    /** None: that is for OCR to find. */
    static Words words(Path file, int page) throws IOException {
        return with(
                file,
                reader -> {
                    requirePage(reader, page);
                    return new Words(List.of());
                });
    }

    private static <T> T with(Path file, Use<T> use) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new ParsingFailed(Reason.CORRUPT, null);
            }
            var reader = readers.next();
            try {
                reader.setInput(in);
                return use.of(reader);
            } finally {
                reader.dispose();
            }
        }
    }

    /** An animation is one page, its first picture. */
    private static int pages(ImageReader reader) throws IOException {
        return reader.getFormatName().equalsIgnoreCase("tif")
                        || reader.getFormatName().equalsIgnoreCase("tiff")
                ? reader.getNumImages(true)
                : 1;
    }

    private static void requirePage(ImageReader reader, int page) throws IOException {
        if (page < 1 || page > pages(reader)) {
            throw new ParsingFailed(Reason.NO_SUCH_PAGE, null);
        }
    }

    private static Orientation orientation(ImageReader reader, Path file) throws IOException {
        return reader.getFormatName().equalsIgnoreCase("jpeg")
                ? Orientation.of(file)
                : Orientation.UPRIGHT;
    }

    private static Size size(ImageReader reader, int index, Orientation orientation)
            throws IOException {
        var width = reader.getWidth(index) * POINTS_PER_PIXEL;
        var height = reader.getHeight(index) * POINTS_PER_PIXEL;
        return orientation.isSideways() ? new Size(height, width) : new Size(width, height);
    }

    private static BufferedImage read(ImageReader reader, int index) throws IOException {
        var pixels = (long) reader.getWidth(index) * reader.getHeight(index);
        if (pixels > MOST_READ) {
            throw new ParsingFailed(Reason.TOO_BIG_FOR_MEMORY, null);
        }
        var step = (int) Math.ceil(Math.sqrt((double) pixels / MOST_IN_MEMORY));
        var settings = reader.getDefaultReadParam();
        settings.setSourceSubsampling(step, step, 0, 0);
        return reader.read(index, settings);
    }

    /** Never enlarged: that adds nothing but bytes. */
    private static BufferedImage shrink(BufferedImage image, PictureSize size, boolean sideways) {
        var width = image.getWidth();
        var height = image.getHeight();
        var scale =
                Math.min(1, sideways ? size.scale(height, width, 1) : size.scale(width, height, 1));
        return Pictures.shrink(
                image,
                Math.max(1, (int) Math.round(width * scale)),
                Math.max(1, (int) Math.round(height * scale)));
    }
}
