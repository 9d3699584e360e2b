package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.Pages.Size;
import io.practiceops.practice.parsing.ParsingFailed.Reason;
import io.practiceops.practice.parsing.WorkerProtocol.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Pages of a PDF, by PDFBox, which has no program that could run what a PDF brings. */
final class PdfFile {

    private static final Size LETTER = new Size(612, 792);

    /** PDFBox rounds down: 3299.9998 is to be 3300. */
    private static final double ROUNDING = 1 + 1e-6;

    private static final int MOST_PAGES = 1_000_000;
    private static final long MOST_ON_DISK = 1024L * 1024 * 1024;

    private PdfFile() {}

    static Pages measure(Path file) throws IOException {
        try (var pdf = open(file)) {
            var sizes = new ArrayList<Size>();
            for (var page : pdf.getPages()) {
                if (sizes.size() == Pages.MOST_MEASURED) {
                    var count = Math.clamp(pdf.getNumberOfPages(), sizes.size(), MOST_PAGES);
                    return new Pages(count, sizes);
                }
                sizes.add(size(page));
            }
            return new Pages(sizes.size(), sizes);
        }
    }

    static Picture draw(Path file, int page, PictureSize size) throws IOException {
        try (var pdf = open(file)) {
            var shown = size(page(pdf, page));
            var scale = size.scale(shown.width(), shown.height(), 72);
            var renderer = new Renderer(pdf);
            var colours = size.dpi() > 0 ? ImageType.GRAY : ImageType.RGB;
            var image = renderer.renderImage(page - 1, (float) (scale * ROUNDING), colours);
            return Pictures.encode(image, renderer.complete);
        }
    }

    static Words words(Path file, int page) throws IOException {
        try (var pdf = open(file);
                var alone = new PDDocument()) {
            // Alone, since the stripper would walk through all pages to come to this one.
            alone.addPage(page(pdf, page));
            return new Words(WordFinder.find(alone));
        }
    }

    private static PDDocument open(Path file) throws IOException {
        var memory = Runtime.getRuntime().maxMemory() / 4;
        return Loader.loadPDF(
                file.toFile(), MemoryUsageSetting.setupMixed(memory, MOST_ON_DISK).streamCache);
    }

    private static PDPage page(PDDocument pdf, int page) {
        if (page < 1 || page > pdf.getNumberOfPages()) {
            throw new ParsingFailed(Reason.NO_SUCH_PAGE, null);
        }
        return pdf.getPage(page - 1);
    }

    private static Size size(PDPage page) {
        var box = page.getCropBox();
        if (!(box.getWidth() > 0 && box.getHeight() > 0)) {
            return LETTER;
        }
        return page.getRotation() % 180 == 0
                ? new Size(box.getWidth(), box.getHeight())
                : new Size(box.getHeight(), box.getWidth());
    }

    /** Notes what PDFBox leaves out: it draws the rest of a page whose picture it cannot read. */
    private static final class Renderer extends PDFRenderer {

        private boolean complete = true;

        Renderer(PDDocument pdf) {
            super(pdf);
            setSubsamplingAllowed(true);
        }

        @Override
        protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
            return new PageDrawer(parameters) {
                @Override
                protected void operatorException(
                        Operator operator, List<COSBase> operands, IOException e)
                        throws IOException {
                    complete = false;
                    super.operatorException(operator, operands, e);
                }
            };
        }
    }
}
