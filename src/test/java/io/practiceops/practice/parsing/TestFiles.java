package io.practiceops.practice.parsing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Home;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Real files, good ones and hostile ones. */
public final class TestFiles {

    private static final String WORD_NAMESPACE =
            "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    public static final Home HOME = new Home(Path.of("target", "parsing"));

    private TestFiles() {}

    /** How a program for Windows begins. */
    public static byte[] program() {
        var bytes = new byte[512];
        bytes[0] = 'M';
        bytes[1] = 'Z';
        bytes[60] = (byte) 128;
        bytes[128] = 'P';
        bytes[129] = 'E';
        return bytes;
    }

    public static byte[] pdf(String... pages) throws IOException {
        BundledFonts.use();
        try (var document = new PDDocument()) {
            for (var text : pages) {
                addPage(document, text);
            }
            return bytes(document);
        }
    }

    /** A page of a letter for each text, line by line. */
    public static byte[] paper(String... pages) throws IOException {
        BundledFonts.use();
        try (var document = new PDDocument()) {
            for (var text : pages) {
                var page = new PDPage();
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                    content.setLeading(18);
                    content.newLineAtOffset(72, 700);
                    for (var line : text.split("\n", -1)) {
                        content.showText(line);
                        content.newLine();
                    }
                    content.endText();
                }
            }
            return bytes(document);
        }
    }

    /** The picture of such a page, as a scanner at 200 dpi takes it. */
    public static byte[] scan(String text) throws IOException {
        try (var document = Loader.loadPDF(paper(text))) {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(new PDFRenderer(document).renderImageWithDPI(0, 200), "png", bytes);
            return bytes.toByteArray();
        }
    }

    public static byte[] encryptedPdf(String userPassword) throws IOException {
        BundledFonts.use();
        try (var document = new PDDocument()) {
            addPage(document, "Sealed");
            var policy =
                    new StandardProtectionPolicy("owner", userPassword, new AccessPermission());
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
            return bytes(document);
        }
    }

    /** A page that is to be shown turned, by a quarter of a circle or several. */
    public static byte[] turnedPdf(String text, int degrees) throws IOException {
        BundledFonts.use();
        try (var document = new PDDocument()) {
            addPage(document, text);
            document.getPage(0).setRotation(degrees);
            return bytes(document);
        }
    }

    public static byte[] emptyPdf(float width, float height) throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage(new PDRectangle(width, height)));
            return bytes(document);
        }
    }

    public static byte[] pdfWithJavaScript(String script, String text) throws IOException {
        BundledFonts.use();
        try (var document = new PDDocument()) {
            addPage(document, text);
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript(script));
            return bytes(document);
        }
    }

    /** A page whose one picture is of a kind that no library here can read. */
    public static byte[] pdfWithJpeg2000() throws IOException {
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            var data = new ByteArrayInputStream(new byte[] {(byte) 0xff, 0x4f, (byte) 0xff, 0x51});
            var picture =
                    new PDImageXObject(
                            document, data, COSName.JPX_DECODE, 100, 100, 8, PDDeviceRGB.INSTANCE);
            try (var content = new PDPageContentStream(document, page)) {
                content.drawImage(picture, 72, 72);
            }
            return bytes(document);
        }
    }

    /** A small file whose one page says one word of that many megabytes. */
    public static byte[] pdfWithAWordOf(int megabytes) throws IOException {
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            var contents = new PDStream(document);
            try (var out = contents.createOutputStream(COSName.FLATE_DECODE)) {
                out.write('(');
                for (var i = 0; i < megabytes; i++) {
                    out.write(letters());
                }
            }
            page.setContents(contents);
            return bytes(document);
        }
    }

    private static void addPage(PDDocument document, String text) throws IOException {
        var page = new PDPage();
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(new PDType1Font(FontName.HELVETICA), 12);
            content.newLineAtOffset(72, 700);
            content.showText(text);
            content.endText();
        }
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        var out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    public static byte[] word(String... paragraphs) throws IOException {
        try (var document = new XWPFDocument();
                var out = new ByteArrayOutputStream()) {
            for (var paragraph : paragraphs) {
                document.createParagraph().createRun().setText(paragraph);
            }
            document.write(out);
            return out.toByteArray();
        }
    }

    /** A Word file whose text is whatever this address gives, if a parser is fooled. */
    public static byte[] wordThatIncludes(URI outside) throws IOException {
        var document =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE w:document [<!ENTITY outside SYSTEM "%s">]>
                <w:document %s><w:body><w:p><w:r><w:t>Before &outside; after</w:t></w:r></w:p>
                </w:body></w:document>
                """
                        .formatted(outside, WORD_NAMESPACE);
        return wordPackage(document.getBytes(UTF_8), 0);
    }

    /** A Word file of a few hundred kilobytes which unpacks to that many megabytes of text. */
    public static byte[] wordBomb(int megabytes) throws IOException {
        var head = "<w:document %s><w:body><w:p><w:r><w:t>".formatted(WORD_NAMESPACE);
        return wordPackage(head.getBytes(UTF_8), megabytes);
    }

    private static byte[] wordPackage(byte[] document, int megabytesMore) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            add(
                    zip,
                    "[Content_Types].xml",
                    """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                    <Default Extension="rels"
                     ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                    <Override PartName="/word/document.xml"
                     ContentType="application/vnd.openxmlformats-officedocument.\
                    wordprocessingml.document.main+xml"/></Types>
                    """);
            add(
                    zip,
                    "_rels/.rels",
                    """
                    <Relationships
                     xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                    <Relationship Id="r1" Target="word/document.xml"
                     Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/\
                    officeDocument"/></Relationships>
                    """);
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(document);
            for (var i = 0; i < megabytesMore; i++) {
                zip.write(letters());
            }
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    public static byte[] zip(String name, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            add(zip, name, content);
        }
        return bytes.toByteArray();
    }

    /** A white page with a black bar across its upper half. */
    public static byte[] image(String format, int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(drawing(width, height), format, bytes);
        return bytes.toByteArray();
    }

    /** A scan of that many pages, each a letter page at 100 dpi. */
    public static byte[] tiff(int pages) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (var i = 0; i < pages; i++) {
                writer.writeToSequence(new IIOImage(drawing(850, 1100), null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A JPEG file with the one tag that says how the camera was held. */
    public static byte[] photograph(int width, int height, int orientation) throws IOException {
        var jpeg = image("jpeg", width, height);
        var bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        bytes.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, 34});
        bytes.writeBytes("Exif\0\0MM\0*\0\0\0\b\0\1\1\22\0\3\0\0\0\1\0".getBytes(ISO_8859_1));
        bytes.writeBytes(new byte[] {(byte) orientation, 0, 0, 0, 0, 0, 0});
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }

    /** A picture of one pixel whose head claims that it is that large. */
    public static byte[] pngClaiming(int width, int height) throws IOException {
        var png = image("png", 1, 2);
        var head = ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        var checksum = new CRC32();
        checksum.update(png, 12, 17);
        return head.putInt(29, (int) checksum.getValue()).array();
    }

    public static byte[] outlookMail() throws IOException {
        return TestMail.outlook(Instant.parse("2026-03-02T15:00:00Z"));
    }

    public static byte[] openDocument(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            var type = "application/vnd.oasis.opendocument.text";
            zip.setMethod(ZipOutputStream.STORED);
            var entry = new ZipEntry("mimetype");
            var checksum = new CRC32();
            checksum.update(type.getBytes(UTF_8));
            entry.setSize(type.length());
            entry.setCrc(checksum.getValue());
            zip.putNextEntry(entry);
            zip.write(type.getBytes(UTF_8));
            zip.closeEntry();
            zip.setMethod(ZipOutputStream.DEFLATED);
            add(
                    zip,
                    "content.xml",
                    """
                    <office:document-content
                     xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                     xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
                    <office:body><office:text><text:p>%s</text:p></office:text></office:body>
                    </office:document-content>
                    """
                            .formatted(text));
        }
        return bytes.toByteArray();
    }

    private static BufferedImage drawing(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 0, width, height / 2);
        graphics.dispose();
        return image;
    }

    private static byte[] letters() {
        var megabyte = new byte[1024 * 1024];
        Arrays.fill(megabyte, (byte) 'a');
        return megabyte;
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(UTF_8));
        zip.closeEntry();
    }

    public static byte[] workbook(Workbook workbook, String cell) throws IOException {
        try (workbook;
                var out = new ByteArrayOutputStream()) {
            workbook.createSheet("Ledger").createRow(0).createCell(0).setCellValue(cell);
            workbook.write(out);
            return out.toByteArray();
        }
    }

    public static String mail() {
        return """
        From: Ana Ortiz <ana@example.com>
        To: Daniel Webb <dan@example.org>
        Cc: closing@example.net
        Subject: Closing on Monday
        Date: Mon, 2 Mar 2026 10:00:00 -0500
        Content-Type: multipart/mixed; boundary="x"

        --x
        Content-Type: text/plain

        Dear Daniel,

        the closing is on Monday at ten. The lease is attached; please bring the keys.

        Regards,
        Ana
        --x
        Content-Type: application/pdf
        Content-Disposition: attachment; filename="Lease.pdf"

        %PDF-1.7
        --x--
        """;
    }

    /** An e-mail with an e-mail attached, and so on; the text of each says how deep it is. */
    public static String mailInMail(int depth, int deepest) {
        var head =
                """
                From: a@example.com
                To: b@example.org
                Subject: Forwarded
                Message-ID: <%1$d@example.com>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b%1$d"

                --b%1$d
                Content-Type: text/plain

                This is level %1$d.
                """
                        .formatted(depth);
        var attached =
                depth == deepest
                        ? ""
                        : """
                        --b%d
                        Content-Type: message/rfc822
                        Content-Disposition: attachment; filename="forwarded.eml"

                        %s
                        """
                                .formatted(depth, mailInMail(depth + 1, deepest));
        return head + attached + "--b" + depth + "--\n";
    }

    /** A file that never ends and gives nothing, so that its reader waits until it is killed. */
    public static Path endless(Path folder) throws IOException, InterruptedException {
        var pipe = folder.resolve("endless.pdf");
        new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor();
        if (!Files.exists(pipe)) {
            throw new IOException("mkfifo made no " + pipe);
        }
        return pipe;
    }
}
