import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** PDFs such as a practice has, each with a word that none of the others holds. */
final class Papers {

    static final int PAGES = 30;
    static final int WORDS_OF_A_PAGE = 450;
    static final int WORDS_OF_A_SCAN = 300;
    static final int SCAN_DPI = 200;
    static final int MEGABYTE = 1_000_000;

    private static final int LINE = 88;

    private final SplittableRandom random = new SplittableRandom(20261123);
    private final Words words = new Words(random);

    /**
     * @param word stands in its text once, and in no other paper
     */
    record Paper(String word, byte[] pdf) {}

    /** Thirty pages of text and, as what is left of a megabyte, a picture. */
    Paper ofText(int number) throws IOException {
        var word = word(number);
        try (var document = new PDDocument()) {
            for (var page = 0; page < PAGES; page++) {
                var text = words.text(WORDS_OF_A_PAGE);
                write(document, page == PAGES / 2 ? word + " " + text : text);
            }
            var without = bytes(document).length;
            var side = (int) Math.sqrt((MEGABYTE - without) / 3.0);
            picture(document, noise(side));
            return new Paper(word, bytes(document));
        }
    }

    /** One page that was printed and put on the glass. */
    Paper scanned(int number) throws IOException {
        var word = word(number);
        BufferedImage drawn;
        try (var printed = new PDDocument()) {
            write(printed, word + " " + words.text(WORDS_OF_A_SCAN));
            drawn = new PDFRenderer(printed).renderImageWithDPI(0, SCAN_DPI, ImageType.GRAY);
        }
        speckle(drawn);
        try (var document = new PDDocument()) {
            var page = new PDPage(PDRectangle.LETTER);
            document.addPage(page);
            var image = JPEGFactory.createFromImage(document, drawn, 0.75f, SCAN_DPI);
            try (var content = new PDPageContentStream(document, page)) {
                var box = page.getMediaBox();
                content.drawImage(image, 0, 0, box.getWidth(), box.getHeight());
            }
            return new Paper(word, bytes(document));
        }
    }

    /** Letters that OCR takes for no others, and no stem of a word is like. */
    private static String word(int number) {
        var letters = "bdfhkmprtw";
        var word = new StringBuilder("xenon");
        for (var digit : "%06d".formatted(number).toCharArray()) {
            word.append(letters.charAt(digit - '0')).append("aeo".charAt((digit - '0') % 3));
        }
        return word.append('x').toString();
    }

    private static void write(PDDocument document, String text) throws IOException {
        var page = new PDPage(PDRectangle.LETTER);
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(new PDType1Font(FontName.TIMES_ROMAN), 11);
            content.setLeading(14);
            content.newLineAtOffset(72, 720);
            for (var line : lines(text)) {
                content.showText(line);
                content.newLine();
            }
            content.endText();
        }
    }

    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split("\\s+")) {
            if (line.length() + word.length() > LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private void picture(PDDocument document, BufferedImage image) throws IOException {
        var page = new PDPage(PDRectangle.LETTER);
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
            content.drawImage(LosslessFactory.createFromImage(document, image), 72, 200, 400, 400);
        }
    }

    /** So that it takes as many bytes as it has. */
    private BufferedImage noise(int side) {
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < side; y++) {
            for (var x = 0; x < side; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    private void speckle(BufferedImage image) {
        for (var speck = 0; speck < 2_000; speck++) {
            var grey = 120 + random.nextInt(100);
            image.setRGB(
                    random.nextInt(image.getWidth()),
                    random.nextInt(image.getHeight()),
                    grey << 16 | grey << 8 | grey);
        }
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }
}
