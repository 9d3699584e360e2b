package io.practiceops.console.samples;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Letter-size pages and a place on them that moves down. Measures are points from the top left. */
final class PdfPaper implements AutoCloseable {

    static final float MARGIN = 72;
    static final float WIDTH = PDRectangle.LETTER.getWidth() - 2 * MARGIN;

    private static final float BOTTOM = 64;

    private final PDDocument document = new PDDocument();
    private PDPageContentStream content;
    private float y;

    PdfPaper() throws IOException {
        content = newPage();
    }

    private PDPageContentStream newPage() throws IOException {
        var page = new PDPage(PDRectangle.LETTER);
        document.addPage(page);
        y = PDRectangle.LETTER.getHeight() - MARGIN;
        return new PDPageContentStream(document, page);
    }

    void breakPage() throws IOException {
        content.close();
        content = newPage();
    }

    /** Goes to a new page unless that much fits on this one. */
    void require(float height) throws IOException {
        if (y - height < BOTTOM) {
            breakPage();
        }
    }

    void down(float distance) {
        y -= distance;
    }

    /** Writes with the baseline {@code drop} below the current place, which stays. */
    void write(String text, PDFont font, float size, Color color, float x, float drop)
            throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.setNonStrokingColor(color);
        content.newLineAtOffset(MARGIN + x, y - drop);
        content.showText(text);
        content.endText();
    }

    void rule(Color color, float thickness) throws IOException {
        content.setStrokingColor(color);
        content.setLineWidth(thickness);
        content.moveTo(MARGIN, y);
        content.lineTo(MARGIN + WIDTH, y);
        content.stroke();
    }

    void fill(Color color, float x, float width, float height) throws IOException {
        content.setNonStrokingColor(color);
        content.addRect(MARGIN + x, y - height, width, height);
        content.fill();
    }

    void box(Color color, float x, float width, float height) throws IOException {
        content.setStrokingColor(color);
        content.setLineWidth(0.6f);
        content.addRect(MARGIN + x, y - height, width, height);
        content.stroke();
    }

    static float width(String text, PDFont font, float size) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    /** The lines of a text that is set in that width. */
    static List<String> wrap(String text, PDFont font, float size, float width) throws IOException {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            if (!line.isEmpty() && width(line + " " + word, font, size) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Numbers the pages and gives the file. The same calls give the same bytes, on any day. */
    byte[] finish(Sheet sheet, PDFont font) throws IOException {
        content.close();
        var label = sheet.letterhead().isPlain() ? sheet.title() : sheet.letterhead().name();
        var pages = document.getNumberOfPages();
        for (var i = 0; i < pages; i++) {
            number(
                    document.getPage(i),
                    "%s  |  Page %d of %d".formatted(label, i + 1, pages),
                    font);
        }
        var created = GregorianCalendar.from(sheet.date().atTime(9, 0).atZone(ZoneOffset.UTC));
        var about = document.getDocumentInformation();
        about.setTitle(sheet.title());
        about.setAuthor(label);
        about.setCreationDate(created);
        about.setModificationDate(created);
        document.setDocumentId(sheet.date().toEpochDay());

        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    private void number(PDPage page, String text, PDFont font) throws IOException {
        try (var footer = new PDPageContentStream(document, page, AppendMode.APPEND, true)) {
            footer.beginText();
            footer.setFont(font, 8);
            footer.setNonStrokingColor(Color.GRAY);
            footer.newLineAtOffset(MARGIN + (WIDTH - width(text, font, 8)) / 2, 40);
            footer.showText(text);
            footer.endText();
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
        document.close();
    }
}
