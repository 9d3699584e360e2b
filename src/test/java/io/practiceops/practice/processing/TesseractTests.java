package io.practiceops.practice.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.practiceops.foundation.kernel.Home;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TesseractTests {

    private static final Home HOME = new Home(Path.of("target", "tesseract"));

    private static final Tesseract.Paper PAPER = new Tesseract.Paper(612, 240);

    @TempDir Path folder;

    @Test
    void theWordsOfAPictureAreReadWithTheirPlaces() throws Exception {
        var tesseract = installed();
        var picture = picture("Balance forward", 300, 600);

        var page = tesseract.read(picture, 3, 2550, 1000, PAPER);

        assertThat(page.number()).isEqualTo(3);
        assertThat(page.width()).isCloseTo(612, within(0.01));
        assertThat(page.text()).isEqualTo("Balance forward");
        var first = page.words().getFirst();
        assertThat(first.left()).isCloseTo(300 * 72 / 300.0, within(2.0));
        assertThat(first.bottom()).isCloseTo(600 * 72 / 300.0, within(2.0));
        assertThat(first.confidence()).isBetween(0.8, 1.0);
    }

    @Test
    void aPageWithoutWordsHasNone() throws Exception {
        assertThat(installed().read(picture("", 0, 0), 1, 2550, 1000, PAPER).words()).isEmpty();
    }

    @Test
    void aPageThatTakesTooLongIsGivenUpAndItsProcessEnded() throws Exception {
        var pid = folder.resolve("pid");
        var slow =
                program(
                        """
                        #!/bin/sh
                        echo $$ > %s
                        exec sleep 600
                        """
                                .formatted(pid));
        var tesseract = new Tesseract(settings(slow, "eng", Duration.ofMillis(500)), HOME);

        assertThatThrownBy(() -> tesseract.read(slow, 1, 100, 100, PAPER))
                .isInstanceOf(OcrFailed.class)
                .hasMessageContaining("was stopped");
        var process = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        process.ifPresent(each -> each.onExit().join());
    }

    @Test
    void itSeesNothingOfTheServersEnvironmentAndOneThread() throws Exception {
        var seen = folder.resolve("seen");
        var program =
                program(
                        """
                        #!/bin/sh
                        env > %s
                        echo > $2.tsv
                        """
                                .formatted(seen));

        new Tesseract(settings(program, "eng", Duration.ofSeconds(10)), HOME)
                .read(program, 1, 100, 100, PAPER);

        assertThat(Files.readAllLines(seen))
                .contains("OMP_THREAD_LIMIT=1")
                .noneMatch(line -> line.startsWith("HOME=") || line.startsWith("USER="));
    }

    @Test
    void withoutTheProgramOrALanguageItSaysThatItIsOffAndHowToMendIt() throws Exception {
        var absent =
                new Tesseract(
                        settings(folder.resolve("nothing"), "eng", Duration.ofSeconds(10)), HOME);
        assertThat(absent.state())
                .isInstanceOfSatisfying(
                        Tesseract.State.Off.class,
                        off -> assertThat(off.mend()).contains("Install tesseract-ocr"));

        installed();
        var klingon =
                new Tesseract(
                        settings(Path.of("tesseract"), "eng+tlh", Duration.ofSeconds(10)), HOME);
        assertThat(klingon.state())
                .isInstanceOfSatisfying(
                        Tesseract.State.Off.class,
                        off -> assertThat(off.mend()).contains("tesseract-ocr-tlh"));
    }

    @Test
    void manyWhoWaitForAProcessComeBackOneAfterTheOther() {
        var tesseract =
                new Tesseract(settings(folder.resolve("any"), "eng", Duration.ofSeconds(10)), HOME);
        assertThat(tesseract.enter()).isTrue();
        assertThat(tesseract.enter()).isTrue();
        assertThat(tesseract.enter()).isFalse();

        var first = tesseract.untilItsTurn();
        for (var waiting = 0; waiting < 99; waiting++) {
            tesseract.untilItsTurn();
        }

        assertThat(first).isPositive().isLessThanOrEqualTo(Duration.ofMillis(200));
        assertThat(tesseract.untilItsTurn()).isGreaterThan(Duration.ofSeconds(10));
    }

    static Tesseract installed() {
        var tesseract =
                new Tesseract(settings(Path.of("tesseract"), "eng", Duration.ofSeconds(60)), HOME);
        if (tesseract.state() instanceof Tesseract.State.Off(var why, var mend)) {
            System.err.println("SKIPPED: no test has read a scan. " + why + " " + mend);
            Assumptions.abort(why);
        }
        return tesseract;
    }

    private static OcrSettings settings(Path program, String languages, Duration timeout) {
        return new OcrSettings(program.toString(), languages, 10, timeout, 300, 2);
    }

    private Path program(String script) throws IOException {
        var file = Files.writeString(folder.resolve("program"), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private Path picture(String text, int x, int y) throws IOException {
        var image = new BufferedImage(2550, 1000, BufferedImage.TYPE_BYTE_GRAY);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 2550, 1000);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 60));
        graphics.drawString(text, x, y);
        graphics.dispose();
        var file = folder.resolve("page.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
