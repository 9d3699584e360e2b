package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Home;
import io.practiceops.practice.documents.Version;
import io.practiceops.practice.documents.Versions;
import io.practiceops.practice.parsing.Lane;
import io.practiceops.practice.parsing.Pages;
import io.practiceops.practice.parsing.Parsing;
import io.practiceops.practice.parsing.ParsingFailed;
import io.practiceops.practice.parsing.Picture;
import io.practiceops.practice.parsing.PictureSize;
import io.practiceops.practice.sharing.LinkRefused.Why;
import io.practiceops.practice.sharing.ShareDoor.Shown;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Pages of shared documents as pictures, drawn by the processes of {@code practice.parsing}, and
 * marked here. The file leaves the vault for as long as that takes and no longer.
 */
@Component
class SharedPictures {

    private static final int WIDTH = 1240;
    private static final int MOST_STAMPED = 300;
    private static final float QUALITY = 0.85f;

    private final Versions versions;
    private final Parsing parsing;
    private final Watermark watermark;
    private final Path folder;

    SharedPictures(Versions versions, Parsing parsing, Watermark watermark, Home home) {
        this.versions = versions;
        this.parsing = parsing;
        this.watermark = watermark;
        this.folder = home.resolve("tmp");
    }

    /** Whether there are pages to draw in a file of that kind. */
    static boolean canDraw(Version version) {
        return switch (version.mediaType()) {
            case "application/pdf",
                    "image/png",
                    "image/jpeg",
                    "image/tiff",
                    "image/gif",
                    "image/bmp" ->
                    true;
            default -> false;
        };
    }

    Pages pages(Shown shown) {
        return spooled(shown, file -> parsing.pages(Lane.INTERACTIVE, file, name(shown)));
    }

    /** A page, with the mark over it where there is one. */
    Picture page(Shown shown, int page, @Nullable String mark) {
        var drawn = spooled(shown, file -> draw(shown, file, page));
        return mark == null ? drawn : marked(drawn, mark);
    }

    /**
     * A PDF of the marked pages, as pictures, from which the mark cannot be lifted off. The caller
     * deletes it.
     */
    Path stamped(Shown shown, String mark) {
        return spooled(
                shown,
                file -> {
                    var pages = parsing.pages(Lane.INTERACTIVE, file, name(shown));
                    if (pages.count() > MOST_STAMPED) {
                        throw new LinkRefused(
                                Why.NOT_DRAWABLE,
                                "It has more than %d pages, too many for a marked copy. Look at it here instead."
                                        .formatted(MOST_STAMPED));
                    }
                    return stamp(shown, file, pages, mark);
                });
    }

    private Path stamp(Shown shown, Path file, Pages pages, String mark) {
        try (var pdf = new PDDocument()) {
            for (var number = 1; number <= pages.count(); number++) {
                var image = watermark.over(image(draw(shown, file, number)), mark);
                var size = pages.size(number);
                var page = new PDPage(new PDRectangle(size.width(), size.height()));
                pdf.addPage(page);
                try (var content = new PDPageContentStream(pdf, page)) {
                    content.drawImage(
                            JPEGFactory.createFromImage(pdf, image, QUALITY),
                            0,
                            0,
                            size.width(),
                            size.height());
                }
            }
            var copy = Files.createTempFile(folder, "stamped-", ".pdf");
            pdf.save(copy.toFile());
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("A marked copy could not be written", e);
        }
    }

    private Picture draw(Shown shown, Path file, int page) {
        return parsing.picture(
                Lane.INTERACTIVE, file, name(shown), page, PictureSize.ofWidth(WIDTH));
    }

    private Picture marked(Picture picture, String mark) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(watermark.over(image(picture), mark), "jpeg", bytes);
            return new Picture(
                    "image/jpeg",
                    picture.width(),
                    picture.height(),
                    picture.complete(),
                    bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("A page could not be marked", e);
        }
    }

    private static BufferedImage image(Picture picture) {
        try {
            return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("A page was drawn as no picture", e);
        }
    }

    private <T> T spooled(Shown shown, Function<Path, T> work) {
        try {
            var file = Files.createTempFile(Files.createDirectories(folder), "shared-", ".tmp");
            try (var bytes =
                    versions.content(shown.document().id(), shown.version().number())
                            .getInputStream()) {
                Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
                return work.apply(file);
            } catch (ParsingFailed failed) {
                throw new LinkRefused(Why.NOT_DRAWABLE);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A shared file could not be read", e);
        }
    }

    private static String name(Shown shown) {
        return shown.version().fileName();
    }
}
