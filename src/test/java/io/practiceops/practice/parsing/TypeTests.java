package io.practiceops.practice.parsing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.practiceops.practice.parsing.FileType.Form;
import io.practiceops.practice.parsing.ParsingFailed.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file is, told from its content. */
class TypeTests {

    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";

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
    void documentsWithPagesAreTold() throws IOException {
        assertThat(type("a.doc", TestFiles.pdf("A")))
                .isEqualTo(new FileType("application/pdf", Form.PDF));
        assertThat(type("a.pdf", TestFiles.encryptedPdf("secret")))
                .isEqualTo(new FileType("application/pdf", Form.PDF));
        for (var format : new String[] {"png", "jpeg", "tiff", "gif", "bmp"}) {
            assertThat(type("a.pdf", TestFiles.image(format, 20, 10)))
                    .isEqualTo(new FileType("image/" + format, Form.IMAGE));
        }
    }

    @Test
    void documentsOfFlowingTextAreTold() throws IOException {
        assertThat(type("a.pdf", TestFiles.word("A")))
                .isEqualTo(new FileType(OOXML + "wordprocessingml.document", Form.TEXT));
        assertThat(type("a", TestFiles.workbook(new XSSFWorkbook(), "A")))
                .isEqualTo(new FileType(OOXML + "spreadsheetml.sheet", Form.TEXT));
        assertThat(type("a", TestFiles.workbook(new HSSFWorkbook(), "A")))
                .isEqualTo(new FileType("application/vnd.ms-excel", Form.TEXT));
        assertThat(type("a", "{\\rtf1\\ansi A\\par}"))
                .isEqualTo(new FileType("application/rtf", Form.TEXT));
        assertThat(type("a", TestFiles.openDocument("A")))
                .isEqualTo(new FileType("application/vnd.oasis.opendocument.text", Form.TEXT));
        assertThat(type("a.htm", "<!DOCTYPE html><html><body>A</body></html>"))
                .isEqualTo(new FileType("text/html", Form.TEXT));
        assertThat(type("a.txt", "Dear Ms. Ortiz,\n"))
                .isEqualTo(new FileType("text/plain", Form.TEXT));
        assertThat(type("a.csv", "date,amount\n2026-01-02,5.00\n"))
                .isEqualTo(new FileType("text/csv", Form.TEXT));
    }

    @Test
    void mailsAreTold() throws IOException {
        assertThat(type("a", TestFiles.mailInMail(0, 1)))
                .isEqualTo(new FileType("message/rfc822", Form.MAIL));
        assertThat(type("a", TestFiles.outlookMail()))
                .isEqualTo(new FileType("application/vnd.ms-outlook", Form.MAIL));
    }

    @Test
    void whatIsOnlyKeptIsTold() throws IOException {
        assertThat(type("a.pdf", TestFiles.zip("a.pdf", "A")))
                .isEqualTo(new FileType("application/zip", Form.OPAQUE));
        var video = "\0\0\0\u0018ftypmp42\0\0\0\0mp42isom\0\0\0\bfree".getBytes(ISO_8859_1);
        assertThat(type("a.pdf", video)).isEqualTo(new FileType("video/mp4", Form.OPAQUE));
        assertThat(type("a.pdf", new byte[] {'M', 'Z', 0, 0, 1, 2, 3}).form())
                .isEqualTo(Form.OPAQUE);
        assertThat(type("a.bin", new byte[] {0, 1, 2, 3, 4}))
                .isEqualTo(new FileType("application/octet-stream", Form.OPAQUE));
    }

    @Test
    void theTypeOfABombIsToldWithoutUnpackingIt() throws IOException {
        assertThat(type("a", TestFiles.wordBomb(1_000)).form()).isEqualTo(Form.TEXT);
        assertThat(type("a", TestFiles.pngClaiming(100_000, 100_000)).form()).isEqualTo(Form.IMAGE);
    }

    @Test
    void anEmptyFileIsNothing() {
        assertThat(
                        catchThrowableOfType(ParsingFailed.class, () -> type("a.pdf", new byte[0]))
                                .reason())
                .isEqualTo(Reason.CORRUPT);
    }

    private FileType type(String name, String content) throws IOException {
        return type(name, content.getBytes(UTF_8));
    }

    private FileType type(String name, byte[] content) throws IOException {
        var file = Files.write(folder.resolve("f"), content);
        return parsing.type(Lane.INTERACTIVE, file, name);
    }
}
