package io.practiceops.practice.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.practiceops.practice.parsing.ParsingFailed.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from which file. The workers are real processes, shared by these tests. */
class TextTests {

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
    void pagesOfAPdfAreSeparatedByFormFeeds() throws IOException {
        var read = extract("lease.pdf", TestFiles.pdf("Lease of a berth", "Signed in Tampa"));

        assertThat(read)
                .isEqualTo(
                        new Extracted(
                                "application/pdf", "Lease of a berth\fSigned in Tampa", 2, false));
    }

    @Test
    void aWordFileIsReadParagraphByParagraph() throws IOException {
        var read = extract("letter.docx", TestFiles.word("Dear Ms. Ortiz,", "Zoë owes €5 🙂."));

        assertThat(read.text().lines()).containsExactly("Dear Ms. Ortiz,", "Zoë owes €5 🙂.");
        assertThat(read.mediaType()).endsWith("wordprocessingml.document");
        assertThat(read.pages()).isNull();
    }

    @Test
    void richTextIsRead() throws IOException {
        var read =
                extract(
                        "note.rtf",
                        "{\\rtf1\\ansi Escrow is \\b closed\\b0 .\\par}".getBytes(UTF_8));

        assertThat(read.text()).isEqualTo("Escrow is closed.");
    }

    @Test
    void anEmailIsReadWithItsAttachment() throws IOException {
        var mail =
                """
                From: a@example.com
                To: b@example.org
                Subject: Closing
                Date: Mon, 2 Mar 2026 10:00:00 +0000
                Message-ID: <1@example.com>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="x"

                --x
                Content-Type: text/plain

                The closing is on Monday.
                --x
                Content-Type: text/plain; name="wire.txt"
                Content-Disposition: attachment; filename="wire.txt"

                Wire to the escrow account.
                --x--
                """;

        var read = extract("closing.eml", mail.getBytes(UTF_8));

        assertThat(read.mediaType()).isEqualTo("message/rfc822");
        assertThat(read.text())
                .contains("The closing is on Monday.", "Wire to the escrow account.");
    }

    @Test
    void whatAFileIsIsToldFromItsContent() throws IOException {
        assertThat(extract("invoice.docx", TestFiles.pdf("Invoice")).mediaType())
                .isEqualTo("application/pdf");
        assertThat(extract("invoice.pdf", "Plain words".getBytes(UTF_8)).mediaType())
                .isEqualTo("text/plain");
    }

    @Test
    void charactersPostgresCannotHoldAreRemoved() throws IOException {
        var read = extract("raw.txt", "a\u0001b  \t c\u00adc \r\n\r\n\n\nd\u007f".getBytes(UTF_8));

        assertThat(read.text()).isEqualTo("ab cc\n\nd");
    }

    @Test
    void aPdfWithoutATextLayerIsEmptyAndNoError() throws IOException {
        assertThat(extract("scan.pdf", TestFiles.pdf("")))
                .isEqualTo(new Extracted("application/pdf", "", 1, false));
    }

    @Test
    void aNameMayHoldAnything() throws IOException {
        for (var name : List.of("🦀 /../../etc/passwd", "a\u0000b.pdf", "", "x".repeat(5_000))) {
            assertThat(extract(name, TestFiles.pdf("Fine")).text()).isEqualTo("Fine");
        }
    }

    @Test
    void aPathMayHoldAnything() throws IOException {
        var file = Files.createDirectory(folder.resolve("übergröße 🦀")).resolve("a b.bin");
        Files.write(file, TestFiles.pdf("Found"));

        assertThat(parsing.text(Lane.BACKGROUND, file, "a.pdf").text()).isEqualTo("Found");
    }

    @Test
    void longTextIsCutOff() throws IOException {
        var limits = new ParsingLimits(64, Duration.ofMinutes(1), 12, 1);
        var file = Files.write(folder.resolve("f"), TestFiles.pdf("First page", "Second", "Third"));

        try (var shortOnes = new Parsing(limits, TestFiles.HOME, InstantSource.system())) {
            assertThat(shortOnes.text(Lane.BACKGROUND, file, "f.pdf"))
                    .isEqualTo(new Extracted("application/pdf", "First page\fS", 3, true));
        }
    }

    @Test
    void anEncryptedPdfIsNamedAsSuch() throws IOException {
        assertThat(failure("sealed.pdf", TestFiles.encryptedPdf("secret")))
                .hasMessage("The file asks for a password. Upload a copy without one.")
                .extracting(ParsingFailed::reason, ParsingFailed::mediaType)
                .containsExactly(Reason.ENCRYPTED, "application/pdf");
    }

    @Test
    void aPdfThatOnlyForbidsPrintingIsRead() throws IOException {
        assertThat(extract("locked.pdf", TestFiles.encryptedPdf("")).text()).isEqualTo("Sealed");
    }

    @Test
    void aTruncatedPdfIsCorrupt() throws IOException {
        var whole = TestFiles.pdf("Half");

        assertThat(failure("half.pdf", Arrays.copyOf(whole, whole.length / 2)).reason())
                .isEqualTo(Reason.CORRUPT);
    }

    @Test
    void aTruncatedWordFileIsCorrupt() throws IOException {
        var whole = TestFiles.word("Half");

        assertThat(failure("half.docx", Arrays.copyOf(whole, whole.length / 2)).reason())
                .isEqualTo(Reason.CORRUPT);
    }

    @Test
    void anEmptyFileIsCorrupt() throws IOException {
        assertThat(failure("empty.pdf", new byte[0]).reason()).isEqualTo(Reason.CORRUPT);
    }

    @Test
    void whatHoldsNoTextIsNamedAsSuch() throws IOException {
        var zip = TestFiles.zip("a.txt", "Inside");

        assertThat(failure("year.pdf", zip))
                .extracting(ParsingFailed::reason, ParsingFailed::mediaType)
                .containsExactly(Reason.UNSUPPORTED, "application/zip");
    }

    @Test
    void anImageIsEmptyAndNoError() throws IOException {
        assertThat(extract("scan.tif", TestFiles.tiff(3)))
                .isEqualTo(new Extracted("image/tiff", "", 3, false));
        assertThat(extract("photo.png", TestFiles.image("png", 20, 10)))
                .isEqualTo(new Extracted("image/png", "", 1, false));
    }

    @Test
    void aBrokenImageIsCorrupt() {
        var png = new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};

        assertThat(failure("chart.pdf", png))
                .extracting(ParsingFailed::reason, ParsingFailed::mediaType)
                .containsExactly(Reason.CORRUPT, "image/png");
    }

    @Test
    void aZipBombIsTooBig() throws IOException {
        assertThat(failure("bomb.docx", TestFiles.wordBomb(1_000)).reason())
                .isEqualTo(Reason.TOO_BIG_FOR_MEMORY);
    }

    @Test
    void aWordFileReadsNoFileOutsideItself() throws IOException {
        var outside = Files.writeString(folder.resolve("outside.txt"), "TOPSECRET");

        assertThat(extract("xxe.docx", TestFiles.wordThatIncludes(outside.toUri())).text())
                .isEqualTo("Before after");
    }

    @Test
    void aWordFileMakesNoConnection() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");

            assertThat(extract("xxe.docx", TestFiles.wordThatIncludes(address)).text())
                    .isEqualTo("Before after");

            // A connection made would be waiting here by now.
            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void attachmentsOfAttachmentsAreReadButNotWithoutEnd() throws IOException {
        var read = extract("deep.eml", TestFiles.mailInMail(0, 5).getBytes(UTF_8));

        assertThat(read.text())
                .contains("This is level 0.", "This is level 1.", "This is level 2.")
                .doesNotContain("This is level 3.");
    }

    @Test
    void spreadsheetsOldAndNewAreRead() throws IOException {
        assertThat(extract("a.xlsx", TestFiles.workbook(new XSSFWorkbook(), "Accrued")).text())
                .contains("Ledger", "Accrued");
        assertThat(extract("a.xls", TestFiles.workbook(new HSSFWorkbook(), "Accrued")).text())
                .contains("Ledger", "Accrued");
    }

    @Test
    void aFileThatIsNotThereIsTheCallersMistake() {
        assertThatThrownBy(() -> parsing.text(Lane.BACKGROUND, folder.resolve("gone"), "gone.pdf"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("gone");
    }

    private Extracted extract(String name, byte[] content) throws IOException {
        return parsing.text(Lane.BACKGROUND, Files.write(folder.resolve("f"), content), name);
    }

    private ParsingFailed failure(String name, byte[] content) {
        return catchThrowableOfType(ParsingFailed.class, () -> extract(name, content));
    }
}
