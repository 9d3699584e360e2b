package io.practiceops.practice.parsing;

import io.practiceops.foundation.kernel.Home;
import io.practiceops.practice.parsing.WorkerProtocol.DrawPage;
import io.practiceops.practice.parsing.WorkerProtocol.FindWords;
import io.practiceops.practice.parsing.WorkerProtocol.MeasurePages;
import io.practiceops.practice.parsing.WorkerProtocol.ReadText;
import io.practiceops.practice.parsing.WorkerProtocol.Source;
import io.practiceops.practice.parsing.WorkerProtocol.TakeApart;
import io.practiceops.practice.parsing.WorkerProtocol.TellType;
import io.practiceops.practice.parsing.WorkerProtocol.Words;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Says what is in files that anybody may have sent: of which type they are, their text, their pages
 * as pictures and as words with places, and the parts of a mail.
 *
 * <p>Parsers run in processes of their own, so that a hostile file takes neither the server's
 * memory nor its time: it costs at most one worker, and the next file gets a fresh one. Workers
 * start with the first file, stay warm between files and end when idle. Safe for any number of
 * threads; those beyond {@link ParsingLimits#processes()} of their lane wait their turn.
 *
 * <p>In all methods the name is the one people know the file by; a hint to its type, never opened.
 * All throw {@link ParsingFailed}, with the reason, if the file does not hold what is asked for,
 * and {@link UncheckedIOException} if there is no such file, or no worker could be started.
 */
public final class Parsing implements AutoCloseable {

    private final ParsingLimits limits;
    private final Workers interactive;
    private final Workers background;

    Parsing(ParsingLimits limits, Home home, InstantSource clock) {
        this.limits = limits;
        interactive = new Workers(limits, home, clock);
        background = new Workers(limits, home, clock);
    }

    /** What kind of file it is. Takes milliseconds, whatever the size. */
    public FileType type(Lane lane, Path file, String name) {
        return workers(lane).ask(new TellType(source(file, name)), FileType.class);
    }

    /** Its text; empty for images. Fails with UNSUPPORTED where there cannot be any. */
    public Extracted text(Lane lane, Path file, String name) {
        var request = new ReadText(source(file, name), limits.maxCharacters());
        return workers(lane).ask(request, Extracted.class);
    }

    /** How many pages it has, and how large they are. Only of {@code PDF} and {@code IMAGE}. */
    public Pages pages(Lane lane, Path file, String name) {
        return workers(lane).ask(new MeasurePages(source(file, name)), Pages.class);
    }

    /**
     * One page drawn. Only of {@code PDF} and {@code IMAGE}. Programs inside a PDF are not run.
     *
     * @param page counted from 1
     */
    public Picture picture(Lane lane, Path file, String name, int page, PictureSize size) {
        return workers(lane).ask(new DrawPage(source(file, name), page, size), Picture.class);
    }

    /**
     * The words of one page, in the order they are read; none on a page that is a picture. Only of
     * {@code PDF} and {@code IMAGE}.
     *
     * @param page counted from 1
     */
    public List<Word> words(Lane lane, Path file, String name, int page) {
        return workers(lane).ask(new FindWords(source(file, name), page), Words.class).words();
    }

    /**
     * Takes a mail apart, of Internet or Outlook format. Only of {@code MAIL}.
     *
     * @param folder an empty one, into which the attachments are written
     */
    public Mail mail(Lane lane, Path file, String name, Path folder) {
        var request =
                new TakeApart(source(file, name), folder.toAbsolutePath(), limits.maxCharacters());
        return workers(lane).ask(request, Mail.class);
    }

    private static Source source(Path file, String name) {
        if (!Files.isReadable(file)) {
            throw new UncheckedIOException(new NoSuchFileException(file.toString()));
        }
        return new Source(file.toAbsolutePath(), name);
    }

    Workers workers(Lane lane) {
        return switch (lane) {
            case INTERACTIVE -> interactive;
            case BACKGROUND -> background;
        };
    }

    /** Ends all workers. A file being read fails with {@link IllegalStateException}. */
    @Override
    public void close() {
        interactive.close();
        background.close();
    }
}
