package io.practiceops.practice.processing;

import io.practiceops.practice.parsing.BundledFonts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/**
 * A paper drawn as the real ones are laid out, with what stands in its fields.
 *
 * @param kind key of the form
 * @param values what a reader must find, as it is kept
 */
public record DrawnForm(String kind, String name, byte[] pdf, Map<String, String> values) {

    /** Draws from the top left, in points. */
    static final class Sheet implements AutoCloseable {

        private final PDDocument document = new PDDocument();
        private final PDPage page = new PDPage(PDRectangle.LETTER);
        private final PDPageContentStream content;
        private final PDFont plain = new PDType1Font(FontName.HELVETICA);
        private final PDFont bold = new PDType1Font(FontName.HELVETICA_BOLD);

        Sheet() throws IOException {
            BundledFonts.use();
            document.addPage(page);
            content = new PDPageContentStream(document, page);
        }

        Sheet box(double x, double y, double width, double height, String label, String value)
                throws IOException {
            rectangle(x, y, width, height);
            write(plain, 6.5, x + 3, y + 8, label);
            return typed(x + 8, y + height - 5, value);
        }

        Sheet rectangle(double x, double y, double width, double height) throws IOException {
            content.setLineWidth(0.6f);
            content.addRect((float) x, (float) (792 - y - height), (float) width, (float) height);
            content.stroke();
            return this;
        }

        Sheet line(double x, double y, double width) throws IOException {
            content.moveTo((float) x, (float) (792 - y));
            content.lineTo((float) (x + width), (float) (792 - y));
            content.stroke();
            return this;
        }

        Sheet typed(double x, double y, String text) throws IOException {
            return write(plain, 10, x, y, text);
        }

        Sheet plain(double size, double x, double y, String text) throws IOException {
            return write(plain, size, x, y, text);
        }

        Sheet bold(double size, double x, double y, String text) throws IOException {
            return write(bold, size, x, y, text);
        }

        Sheet right(double size, double x, double y, String text) throws IOException {
            return write(plain, size, x - plain.getStringWidth(text) / 1000 * size, y, text);
        }

        private Sheet write(PDFont font, double size, double x, double y, String text)
                throws IOException {
            content.beginText();
            content.setFont(font, (float) size);
            content.newLineAtOffset((float) x, (float) (792 - y));
            content.showText(text);
            content.endText();
            return this;
        }

        byte[] pdf() throws IOException {
            content.close();
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }

        @Override
        public void close() throws IOException {
            document.close();
        }
    }
}
