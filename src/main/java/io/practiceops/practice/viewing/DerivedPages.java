package io.practiceops.practice.viewing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Home;
import io.practiceops.practice.documents.Version;
import io.practiceops.practice.parsing.Extracted;
import io.practiceops.practice.parsing.FileType;
import io.practiceops.practice.parsing.Lane;
import io.practiceops.practice.parsing.Mail;
import io.practiceops.practice.parsing.Pages;
import io.practiceops.practice.parsing.Parsing;
import io.practiceops.practice.parsing.ParsingFailed;
import io.practiceops.practice.parsing.PictureSize;
import io.practiceops.practice.parsing.Word;
import io.practiceops.practice.parsing.WordLayer;
import io.practiceops.practice.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * What is made of a file so that it can be looked at. Made once, on demand, by a worker process,
 * and kept in the vault beside the bytes: encrypted as they are, and gone with them.
 */
@Component
public class DerivedPages {

    private static final byte[] YES = {1};
    private static final byte[] NO = {0};
    private static final String PAGE_END = "\f";

    private final Vault vault;
    private final Parsing parsing;
    private final Home home;

    DerivedPages(Vault vault, Parsing parsing, Home home) {
        this.vault = vault;
        this.parsing = parsing;
        this.home = home;
    }

    /** A page drawn. */
    public record Drawn(String mediaType, byte[] bytes) {}

    FileType.Form form(Version version) {
        return FileType.Form.valueOf(
                text(
                        version,
                        "form",
                        file ->
                                parsing.type(Lane.INTERACTIVE, file, version.fileName())
                                        .form()
                                        .name()));
    }

    /** Throws {@link ParsingFailed} for a file that has none. */
    public Pages pages(Version version) {
        var text =
                text(
                        version,
                        "pages",
                        file ->
                                PageSizes.text(
                                        parsing.pages(Lane.INTERACTIVE, file, version.fileName())));
        return PageSizes.of(text);
    }

    /**
     * A page of a version that may be shown, drawn.
     *
     * @param page counted from 1
     * @param width in pixels
     */
    public Drawn picture(Version version, int page, int width) {
        var bytes =
                kept(
                        version,
                        "page-%d-%d".formatted(page, width),
                        file -> {
                            var picture =
                                    parsing.picture(
                                            Lane.INTERACTIVE,
                                            file,
                                            version.fileName(),
                                            page,
                                            PictureSize.ofWidth(width));
                            if (!picture.complete()) {
                                vault.keepDerived(version.sha256(), incomplete(page), YES);
                            }
                            return picture.bytes();
                        });
        return new Drawn(bytes[0] == (byte) 0x89 ? "image/png" : "image/jpeg", bytes);
    }

    /** Whether something on the page, once it was drawn, could not be drawn. */
    boolean isIncomplete(Version version, int page) {
        return vault.derived(version.sha256(), incomplete(page)).isPresent();
    }

    private static String incomplete(int page) {
        return "page-%d-incomplete".formatted(page);
    }

    /** Those of OCR where it was at work, or else those of the file. */
    List<Word> words(Version version, int page) {
        return WordLayer.of(
                kept(
                        version,
                        WordLayer.name(page),
                        file ->
                                WordLayer.bytes(
                                        parsing.words(
                                                Lane.INTERACTIVE,
                                                file,
                                                version.fileName(),
                                                page))));
    }

    /** The words of a page that were kept before, in one line; empty where none were. */
    String wordsKept(Version version, int page) {
        return vault.derived(version.sha256(), WordLayer.name(page))
                .map(WordLayer::of)
                .map(words -> String.join(" ", words.stream().map(Word::text).toList()))
                .orElse("");
    }

    Extracted text(Version version) {
        var cutOff = new boolean[1];
        var text =
                text(
                        version,
                        "text",
                        file -> {
                            var read = parsing.text(Lane.INTERACTIVE, file, version.fileName());
                            cutOff[0] = read.truncated();
                            vault.keepDerived(
                                    version.sha256(), "text-cut-off", read.truncated() ? YES : NO);
                            return read.text();
                        });
        var isCutOff =
                cutOff[0]
                        || vault.derived(version.sha256(), "text-cut-off")
                                .map(flag -> flag[0] == YES[0])
                                .orElse(false);
        return new Extracted(version.mediaType(), text, null, isCutOff);
    }

    /** Page by page; one where the file has no pages of its own. */
    List<String> textOfPages(Version version) {
        return Stream.of(text(version).text().split(PAGE_END, -1)).toList();
    }

    /** Not kept: a mail is small, and its attachments are documents of their own. */
    Mail mail(Version version) {
        try (var file = vault.plain(version.sha256())) {
            var folder = home.privateFolder();
            try {
                return parsing.mail(Lane.INTERACTIVE, file.path(), version.fileName(), folder);
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(Version version, String name, Function<Path, String> make) {
        return new String(kept(version, name, file -> make.apply(file).getBytes(UTF_8)), UTF_8);
    }

    private byte[] kept(Version version, String name, Function<Path, byte[]> make) {
        var there = vault.derived(version.sha256(), name);
        if (there.isPresent()) {
            return there.get();
        }
        try (var file = vault.plain(version.sha256())) {
            var made = make.apply(file.path());
            vault.keepDerived(version.sha256(), name, made);
            return made;
        }
    }
}
