package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Home;
import io.practiceops.practice.documents.Version;
import io.practiceops.practice.parsing.Lane;
import io.practiceops.practice.parsing.Pages;
import io.practiceops.practice.parsing.Parsing;
import io.practiceops.practice.parsing.ParsingFailed;
import io.practiceops.practice.parsing.Picture;
import io.practiceops.practice.parsing.PictureSize;
import io.practiceops.practice.sharing.DrawingTurns.Turns;
import io.practiceops.practice.sharing.LinkRefused.Why;
import io.practiceops.practice.vault.Vault;
import io.practiceops.practice.viewing.DerivedPages;
import io.practiceops.practice.viewing.DerivedPages.Drawn;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Pages of shared documents as pictures, those that the firm looks at, and marked here. Callers
 * take {@link DrawingTurns}. What has no pages is refused.
 */
@Component
class SharedPictures {

    private static final int WIDTH = 1240;
    private static final int MOST_STAMPED = 300;
    private static final float QUALITY = 0.85f;

    private final DerivedPages derived;
    private final Vault vault;
    private final Parsing parsing;
    private final Watermark watermark;
    private final Home home;

    SharedPictures(
            DerivedPages derived, Vault vault, Parsing parsing, Watermark watermark, Home home) {
        this.derived = derived;
        this.vault = vault;
        this.parsing = parsing;
        this.watermark = watermark;
        this.home = home;
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

    Pages pages(Version version) {
        return drawable(() -> derived.pages(version));
    }

    /** A page, with the mark over it where there is one. */
    Drawn page(Version version, int page, @Nullable String mark) {
        if (page < 1 || page > pages(version).count()) {
            throw new LinkRefused(Why.NOT_DRAWABLE);
        }
        var drawn = drawable(() -> derived.picture(version, page, WIDTH));
        return mark == null ? drawn : marked(drawn, mark);
    }

    void requireStampable(Version version, Turns turns) {
        if (turns.draw(() -> pages(version)).count() > MOST_STAMPED) {
            throw new LinkRefused(
                    Why.NOT_DRAWABLE,
                    "It has more than %d pages, too many for a marked copy. Look at it here instead."
                            .formatted(MOST_STAMPED));
        }
    }

    /**
     * A PDF of the marked pages, as pictures, from which the mark cannot be lifted off. Its file
     * has no name any more, and goes when the stream is closed.
     */
    InputStream stamped(Version version, String mark, Turns turns) {
        try {
            var folder = home.privateFolder();
            try (var file = vault.plain(version.sha256())) {
                var copy = folder.resolve("copy.pdf");
                drawable(() -> stamp(version, file.path(), mark, copy, turns));
                return Files.newInputStream(copy);
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A marked copy could not be written", e);
        }
    }

    private Path stamp(Version version, Path file, String mark, Path copy, Turns turns) {
        var pages = turns.draw(() -> pages(version));
        try (var pdf = new PDDocument()) {
            for (var number = 1; number <= pages.count(); number++) {
                var drawn = picture(version, file, number, turns);
                var image = watermark.over(image(drawn.bytes()), mark);
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
            pdf.save(copy.toFile());
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("A marked copy could not be written", e);
        }
    }

    private Picture picture(Version version, Path file, int page, Turns turns) {
        return turns.draw(() ->
                parsing.picture(
                        Lane.INTERACTIVE,
                        file,
                        version.fileName(),
                        page,
                        PictureSize.ofWidth(WIDTH)));
    }

    /** In memory: left to itself, ImageIO writes to the system's folder for such. */
    private Drawn marked(Drawn picture, String mark) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(watermark.over(image(picture.bytes()), mark), "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException("A page could not be marked", e);
        }
        return new Drawn("image/jpeg", bytes.toByteArray());
    }

    private static BufferedImage image(byte[] picture) {
        try {
            return ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(picture)));
        } catch (IOException e) {
            throw new UncheckedIOException("A page was drawn as no picture", e);
        }
    }

    private static <T> T drawable(Supplier<T> work) {
        try {
            return work.get();
        } catch (ParsingFailed failed) {
            throw new LinkRefused(Why.NOT_DRAWABLE);
        }
    }
}
