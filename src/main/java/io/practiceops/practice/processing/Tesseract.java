package io.practiceops.practice.processing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Reads the words in a picture with the program Tesseract, one process for each page: a page that
 * takes too long costs its process and nothing else. Safe for any number of threads.
 */
final class Tesseract {

    private static final Duration QUESTION = Duration.ofSeconds(10);
    private static final long LONGEST_OUTPUT = 16 * 1024 * 1024;
    private static final int POINTS_PER_INCH = 72;
    private static final Duration APART = Duration.ofMillis(200);

    private final OcrSettings settings;
    private final Home home;
    private final Semaphore slots;

    /**
     * Until when those are told to stay away who found no process free; of {@link System#nanoTime}.
     */
    private final AtomicLong booked = new AtomicLong(System.nanoTime());

    Tesseract(OcrSettings settings, Home home) {
        this.settings = settings;
        this.home = home;
        slots = new Semaphore(settings.processes(), true);
    }

    /** Whether pictures can be read here. */
    sealed interface State {

        /**
         * It is here.
         *
         * @param version as in {@code tesseract 5.3.0}
         * @param languages those installed
         */
        record On(String version, List<String> languages) implements State {}

        /**
         * It is not, or cannot be used.
         *
         * @param why a sentence
         * @param mend what to do about it
         */
        record Off(String why, String mend) implements State {}
    }

    /** The size of a page in points. */
    record Paper(double width, double height) {}

    /** Asks the program itself. */
    State state() {
        try {
            var version = ask("--version").lines().findFirst().orElse("");
            var languages =
                    ask("--list-langs")
                            .lines()
                            .skip(1)
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList();
            for (var language : settings.languages().split("\\+", -1)) {
                if (!languages.contains(language)) {
                    return new State.Off(
                            "Tesseract has no data for the language “%s”.".formatted(language),
                            "Install tesseract-ocr-%s, or set practiceops.ocr.languages to what is there: %s."
                                    .formatted(language, String.join(", ", languages)));
                }
            }
            return new State.On(version, languages);
        } catch (IOException | OcrFailed absent) {
            return new State.Off(
                    "The program Tesseract is not to be found here, so text in scans is not read.",
                    "Install tesseract-ocr, or set practiceops.ocr.program to where it is.");
        }
    }

    private String ask(String question) throws IOException {
        var folder = home.privateFolder();
        try {
            var output = folder.resolve("answer");
            run(List.of(settings.program(), question), folder, output, QUESTION);
            return Files.readString(output);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /**
     * The words of that picture.
     *
     * @param picture a PNG or JPEG of the whole page
     * @param number of the page, from 1
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     * @throws OcrFailed if it took too long or the program failed
     */
    PageWords read(Path picture, int number, int width, int height, Paper paper)
            throws IOException {
        var dpi = Math.clamp(Math.round(width / paper.width() * POINTS_PER_INCH), 70, 2400);
        var folder = home.privateFolder();
        try {
            var command =
                    List.of(
                            settings.program(),
                            picture.toAbsolutePath().toString(),
                            folder.resolve("page").toString(),
                            "-l",
                            settings.languages(),
                            "--dpi",
                            Integer.toString(dpi),
                            "tsv");
            run(command, folder, folder.resolve("messages"), settings.timeout());
            return new PageWords(
                    number,
                    paper.width(),
                    paper.height(),
                    words(
                            limited(folder.resolve("page.tsv")),
                            paper.width() / width,
                            paper.height() / height));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /**
     * Whether there is a process free, which {@link #leave} gives back. Who gets none does
     * something else meanwhile: waiting here would hold up files that need no OCR.
     */
    boolean enter() {
        return slots.tryAcquire();
    }

    void leave() {
        slots.release();
    }

    /**
     * How long one who found no process free stays away. They come back one after the other, so
     * that asking takes no more of the machine when hundreds wait.
     */
    Duration untilItsTurn() {
        var now = System.nanoTime();
        var turn = booked.updateAndGet(last -> now + Math.max(0, last - now) + APART.toNanos());
        return Duration.ofNanos(turn - now);
    }

    /** Output goes to a file: reading a pipe would hold the carrier of a virtual thread. */
    private static void run(List<String> command, Path folder, Path output, Duration limit)
            throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        builder.redirectInput(new File("/dev/null"));
        var data = builder.environment().get("TESSDATA_PREFIX");
        var path = builder.environment().get("PATH");
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        // Its threads do not make one page faster, and take the other pages' processors.
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        keep(builder, "PATH", path);
        keep(builder, "TESSDATA_PREFIX", data);
        var process = builder.start();
        try {
            var ended = process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (ended.exitValue() != 0) {
                throw new OcrFailed("Tesseract ended with status " + ended.exitValue() + ".");
            }
        } catch (TimeoutException slow) {
            throw new OcrFailed(
                    "Reading the page took more than %d s and was stopped."
                            .formatted(limit.toSeconds()),
                    slow);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OcrFailed("Interrupted while the page was read.", e);
        } catch (ExecutionException e) {
            throw new OcrFailed("Tesseract could not be waited for.", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void keep(ProcessBuilder builder, String name, @Nullable String value) {
        if (value != null) {
            builder.environment().put(name, value);
        }
    }

    private static String limited(Path file) throws IOException {
        if (Files.size(file) > LONGEST_OUTPUT) {
            throw new OcrFailed("The page holds more words than a page can hold.");
        }
        return new String(Files.readAllBytes(file), UTF_8);
    }

    /** Columns: level page block paragraph line word left top width height confidence text. */
    private static List<Word> words(String table, double across, double down) {
        var words = new ArrayList<Word>();
        for (var line : table.split("\n", -1)) {
            var cells = line.split("\t", -1);
            if (cells.length < 12 || !cells[0].equals("5") || cells[11].isBlank()) {
                continue;
            }
            words.add(
                    new Word(
                            cells[11].strip(),
                            Integer.parseInt(cells[6]) * across,
                            Integer.parseInt(cells[7]) * down,
                            Integer.parseInt(cells[8]) * across,
                            Integer.parseInt(cells[9]) * down,
                            Math.clamp(Double.parseDouble(cells[10]) / 100, 0, 1)));
        }
        return words;
    }
}
