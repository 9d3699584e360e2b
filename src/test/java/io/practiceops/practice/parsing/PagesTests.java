package io.practiceops.practice.parsing;

import static io.practiceops.practice.parsing.Lane.INTERACTIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.practiceops.practice.parsing.Pages.Size;
import io.practiceops.practice.parsing.ParsingFailed.Reason;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as pictures and as words with places. The workers are real processes. */
class PagesTests {

    private static Parsing parsing;

    @TempDir Path folder;

    @BeforeAll
    static void start() {
        parsing = new Parsing(ParsingLimits.DEFAULT, TestFiles.HOME, InstantSource.system());
    }

    @AfterAll
    static void stop() {
        parsing.close();
    }

    @Test
    void pagesOfAPdfAreMeasuredAsTheyAreShown() throws IOException {
        var pages = parsing.pages(INTERACTIVE, file(TestFiles.turnedPdf("Sideways", 90)), "f");

        assertThat(pages).isEqualTo(new Pages(1, List.of(new Size(792, 612))));
    }

    @Test
    void aPageIsDrawnAsWideAsAskedFor() throws IOException {
        var picture = picture(file(TestFiles.pdf("Lease", "Signed")), 2, PictureSize.ofWidth(600));

        assertThat(List.of(picture.width(), picture.height())).isEqualTo(List.of(600, 776));
        assertThat(picture.mediaType()).isEqualTo("image/png");
        assertThat(picture.complete()).isTrue();
        assertThat(image(picture).getWidth()).isEqualTo(600);
        assertThat(darkPixels(image(picture))).isPositive();
    }

    @Test
    void forOcrAPageIsDrawnAtItsResolution() throws IOException {
        var file = file(TestFiles.pdf("Lease"));
        var picture = picture(file, 1, PictureSize.ofDpi(300));

        assertThat(List.of(picture.width(), picture.height())).isEqualTo(List.of(2550, 3300));
    }

    @Test
    void noPictureIsLargerThanItMayBe() throws IOException {
        var picture = picture(file(TestFiles.emptyPdf(14_400, 14_400)), 1, PictureSize.ofDpi(300));

        assertThat(picture.width() * picture.height()).isLessThanOrEqualTo(PictureSize.MOST_PIXELS);
        assertThat(picture.width()).isEqualTo(picture.height());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void wordsStandWhereTheirLettersAreDrawn(int turn) throws IOException {
        var file = file(TestFiles.turnedPdf("Hello  world", turn));
        var words = parsing.words(INTERACTIVE, file, "f", 1);
        var image = image(picture(file, 1, PictureSize.ofWidth(1000)));

        assertThat(words).extracting(Word::text).containsExactly("Hello", "world");
        for (var word : words) {
            assertThat(darkPixels(cut(image, word))).as(word.toString()).isGreaterThan(100);
        }
        var inWords = words.stream().mapToLong(word -> darkPixels(cut(image, word))).sum();
        assertThat(inWords).isGreaterThan(darkPixels(image) * 98 / 100);
    }

    @Test
    void aPageOfFiveThousandIsDrawnAndTheLastIsFound() throws IOException {
        var texts = IntStream.rangeClosed(1, 5_000).mapToObj(i -> "Page " + i);
        var file = file(TestFiles.pdf(texts.toArray(String[]::new)));

        assertThat(parsing.pages(INTERACTIVE, file, "f").count()).isEqualTo(5_000);
        assertThat(picture(file, 4_999, PictureSize.ofWidth(200)).width()).isEqualTo(200);
        assertThat(parsing.words(INTERACTIVE, file, "f", 5_000))
                .extracting(Word::text)
                .containsExactly("Page", "5000");
        assertThat(failure(() -> picture(file, 5_001, PictureSize.ofWidth(200))))
                .isEqualTo(Reason.NO_SUCH_PAGE);
    }

    @Test
    void programsInAPdfAreNotRun() throws IOException {
        var file = file(TestFiles.pdfWithJavaScript("app.launchURL('http://127.0.0.1/');", ""));

        assertThat(picture(file, 1, PictureSize.ofWidth(200)).complete()).isTrue();
    }

    @Test
    void aPageWhosePictureCannotBeReadSaysSo() throws IOException {
        var file = file(TestFiles.pdfWithJpeg2000());

        assertThat(picture(file, 1, PictureSize.ofWidth(200)).complete()).isFalse();
    }

    @Test
    void aScanOfSeveralPagesHasThem() throws IOException {
        var file = file(TestFiles.tiff(3));

        assertThat(parsing.pages(INTERACTIVE, file, "f"))
                .isEqualTo(new Pages(3, List.of(LETTER, LETTER, LETTER)));
        var picture = picture(file, 3, PictureSize.ofWidth(425));
        assertThat(List.of(picture.width(), picture.height())).isEqualTo(List.of(425, 550));
        assertThat(parsing.words(INTERACTIVE, file, "f", 3)).isEmpty();
        assertThat(failure(() -> picture(file, 4, PictureSize.ofWidth(9))))
                .isEqualTo(Reason.NO_SUCH_PAGE);
    }

    private static final Size LETTER = new Size(637.5f, 825);

    @Test
    void forOcrAnImageIsGivenAsItIs() throws IOException {
        var picture = picture(file(TestFiles.image("png", 300, 400)), 1, PictureSize.ofDpi(300));

        assertThat(List.of(picture.width(), picture.height())).isEqualTo(List.of(300, 400));
    }

    /** The values Exif allows, and where the dark half of the picture is to be seen then. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 top",
                "2 top",
                "3 bottom",
                "4 bottom",
                "5 left",
                "6 right",
                "7 right",
                "8 left"
            })
    void aPhotographIsShownUpright(String held) throws IOException {
        var value = Integer.parseInt(held.substring(0, 1));
        var file = file(TestFiles.photograph(40, 20, value));
        var page = parsing.pages(INTERACTIVE, file, "f").size(1);
        var image = image(picture(file, 1, PictureSize.ofWidth(40)));

        assertThat(image.getWidth() > image.getHeight()).isEqualTo(value < 5);
        assertThat(image.getWidth() / (double) image.getHeight())
                .isCloseTo(page.width() / page.height(), within(0.01));
        assertThat(darkSide(image)).isEqualTo(held.substring(2));
    }

    @Test
    void anImageThatUnpacksToGigabytesIsRefused() throws IOException {
        var file = file(TestFiles.pngClaiming(100_000, 100_000));

        assertThat(failure(() -> picture(file, 1, PictureSize.ofWidth(100))))
                .isEqualTo(Reason.TOO_BIG_FOR_MEMORY);
    }

    @Test
    void whatHasNoPagesIsNamedAsSuch() throws IOException {
        var word = file(TestFiles.word("Dear Ms. Ortiz,"));

        assertThat(failure(() -> parsing.pages(INTERACTIVE, word, "f")))
                .isEqualTo(Reason.UNSUPPORTED);
        var sealed = file(TestFiles.encryptedPdf("secret"));
        assertThat(failure(() -> picture(sealed, 1, PictureSize.ofWidth(100))))
                .isEqualTo(Reason.ENCRYPTED);
    }

    @Test
    void somebodyWhoLooksDoesNotWaitForTheQueue() throws Exception {
        var endless = TestFiles.endless(folder);
        var file = file(TestFiles.pdf("Lease"));
        try (var own = new Parsing(ParsingLimits.DEFAULT, TestFiles.HOME, InstantSource.system())) {
            for (var i = 0; i < ParsingLimits.DEFAULT.processes() + 1; i++) {
                Thread.ofVirtual().start(() -> own.text(Lane.BACKGROUND, endless, "f"));
            }
            // Opening a pipe for writing waits until somebody reads it: the queue is at work.
            try (var _ = Files.newOutputStream(endless)) {
                assertThat(own.pages(INTERACTIVE, file, "f").count()).isEqualTo(1);
            }
        }
    }

    private static Picture picture(Path file, int page, PictureSize size) {
        return parsing.picture(INTERACTIVE, file, "f", page, size);
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "f", ""), content);
    }

    private static Reason failure(Runnable call) {
        return catchThrowableOfType(ParsingFailed.class, call::run).reason();
    }

    private static BufferedImage image(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
    }

    private static BufferedImage cut(BufferedImage image, Word word) {
        var left = (int) (word.x() * image.getWidth());
        var top = (int) (word.y() * image.getHeight());
        return image.getSubimage(
                left,
                top,
                (int) Math.ceil(word.width() * image.getWidth()),
                (int) Math.ceil(word.height() * image.getHeight()));
    }

    private static long darkPixels(BufferedImage image) {
        var dark = 0L;
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                dark += isDark(image, x, y) ? 1 : 0;
            }
        }
        return dark;
    }

    private static boolean isDark(BufferedImage image, int x, int y) {
        return new Color(image.getRGB(x, y)).getGreen() < 128;
    }

    private static String darkSide(BufferedImage image) {
        var right = image.getWidth() - 2;
        var bottom = image.getHeight() - 2;
        if (isDark(image, 1, 1)) {
            return isDark(image, right, 1) ? "top" : "left";
        }
        return isDark(image, 1, bottom) ? "bottom" : "right";
    }
}
