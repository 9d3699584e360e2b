package io.practiceops.practice.processing;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Reads drawn papers and counts what was right. */
public final class Gold {

    static final int DPI = 300;

    private Gold() {}

    /** How often something was right. */
    public static final class Tally {
        int right;
        int of;
        int sureAndRight;
        int sure;
        int missing;

        @Override
        public String toString() {
            return "%d of %d right, %d missing; of %d sure ones %d right"
                    .formatted(right, of, missing, sure, sureAndRight);
        }
    }

    /** By kind and field; kind alone for the classification. */
    public static Map<String, Tally> read(List<DrawnForm> forms, PageSource source)
            throws Exception {
        var tallies = new TreeMap<String, Tally>();
        var classifier = new Classifier(Forms.bundled());
        for (var form : forms) {
            var pages = List.of(source.page(form));
            var kind = classifier.classify(pages);
            var right = kind.form() != null && kind.form().key().equals(form.kind());
            count(tallies, form.kind(), right, kind.form() == null, kind.confidence());
            if (!right) {
                System.out.println(
                        form.name() + " is taken for " + kind + ": " + pages.getFirst().text());
                continue;
            }
            if (System.getProperty("gold.text") != null) {
                PageLayout.of(pages.getFirst())
                        .lines()
                        .forEach(line ->
                                System.out.println(
                                        "  | "
                                                + line.words().stream()
                                                        .map(Word::text)
                                                        .collect(
                                                                java.util.stream.Collectors.joining(
                                                                        " "))));
            }
            for (var field : new FieldReader().read(kind.form(), pages)) {
                var wanted = form.values().get(field.field().name());
                if (wanted == null && field.value() == null) {
                    continue;
                }
                var isRight = wanted != null && wanted.equals(field.value());
                if (!isRight) {
                    System.out.println(
                            "%s · %s: wanted %s, got %s (%.2f) "
                                    .formatted(
                                            form.name(),
                                            field.field().name(),
                                            wanted,
                                            field.value(),
                                            field.confidence()));
                }
                count(
                        tallies,
                        form.kind() + " " + field.field().name(),
                        isRight,
                        field.value() == null,
                        field.confidence());
            }
        }
        return tallies;
    }

    private static void count(
            Map<String, Tally> tallies, String key, boolean right, boolean none, double sure) {
        var tally = tallies.computeIfAbsent(key, _ -> new Tally());
        tally.of++;
        tally.right += right ? 1 : 0;
        tally.missing += none ? 1 : 0;
        if (sure >= Forms.bundled().review()) {
            tally.sure++;
            tally.sureAndRight += right ? 1 : 0;
        }
    }

    /** Where the words of a paper come from. */
    public interface PageSource {
        PageWords page(DrawnForm form) throws Exception;
    }

    /** The words a PDF says it holds. */
    static PageWords text(DrawnForm form) throws IOException {
        var words = new ArrayList<Word>();
        try (var document = Loader.loadPDF(form.pdf())) {
            var stripper =
                    new PDFTextStripper() {
                        @Override
                        protected void writeString(String text, List<TextPosition> positions) {
                            word(positions, words);
                        }
                    };
            stripper.setSortByPosition(false);
            stripper.getText(document);
        }
        return new PageWords(1, 612, 792, words);
    }

    private static void word(List<TextPosition> positions, List<Word> words) {
        var from = 0;
        for (var i = 0; i <= positions.size(); i++) {
            if (i == positions.size() || positions.get(i).getUnicode().isBlank()) {
                if (i > from) {
                    words.add(word(positions.subList(from, i)));
                }
                from = i + 1;
            }
        }
    }

    private static Word word(List<TextPosition> letters) {
        var text = new StringBuilder();
        letters.forEach(letter -> text.append(letter.getUnicode()));
        var first = letters.getFirst();
        var last = letters.getLast();
        return new Word(
                text.toString(),
                first.getXDirAdj(),
                first.getYDirAdj() - first.getHeightDir(),
                last.getXDirAdj() + last.getWidthDirAdj() - first.getXDirAdj(),
                first.getHeightDir(),
                1);
    }

    /** As a scanner would give it: a little askew, with specks, grey. */
    static BufferedImage scan(byte[] pdf, int seed) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var drawn = new PDFRenderer(document).renderImageWithDPI(0, DPI, ImageType.GRAY);
            var random = new Random(seed);
            var angle = Math.toRadians(random.nextDouble() * 1.2 - 0.6);
            var page =
                    new BufferedImage(
                            drawn.getWidth(), drawn.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
            var graphics = page.createGraphics();
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, page.getWidth(), page.getHeight());
            var askew =
                    AffineTransform.getRotateInstance(
                            angle, drawn.getWidth() / 2.0, drawn.getHeight() / 2.0);
            graphics.drawImage(
                    drawn, new AffineTransformOp(askew, AffineTransformOp.TYPE_BILINEAR), 0, 0);
            graphics.dispose();
            // outside the rotated page the filter leaves black corners as many scanners do
            var raster = page.getRaster();
            for (var i = 0; i < page.getWidth() * page.getHeight() / 500; i++) {
                var x = random.nextInt(page.getWidth());
                var y = random.nextInt(page.getHeight());
                raster.setSample(x, y, 0, random.nextInt(256));
            }
            return page;
        }
    }

    /** A PDF that holds nothing but that picture. */
    public static byte[] scannedPdf(byte[] pdf, int seed) throws IOException {
        try (var document = new PDDocument()) {
            var page = new PDPage(PDRectangle.LETTER);
            document.addPage(page);
            var image = JPEGFactory.createFromImage(document, scan(pdf, seed), 0.8f);
            try (var content = new PDPageContentStream(document, page)) {
                content.drawImage(image, 0, 0, 612, 792);
            }
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    /** As many pages, each that picture. */
    static byte[] scannedPdf(byte[] pdf, int seed, int pages) throws IOException {
        try (var document = new PDDocument()) {
            var image = JPEGFactory.createFromImage(document, scan(pdf, seed), 0.8f);
            for (var i = 0; i < pages; i++) {
                var page = new PDPage(PDRectangle.LETTER);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    content.drawImage(image, 0, 0, 612, 792);
                }
            }
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    static PageSource scans(Tesseract tesseract, Path folder) {
        return form -> {
            var image = scan(form.pdf(), form.values().hashCode());
            var file = folder.resolve("page.png");
            ImageIO.write(image, "png", file.toFile());
            return tesseract.read(
                    file, 1, image.getWidth(), image.getHeight(), new Tesseract.Paper(612, 792));
        };
    }
}
