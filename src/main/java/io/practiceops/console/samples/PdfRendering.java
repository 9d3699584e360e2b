package io.practiceops.console.samples;

import io.practiceops.console.samples.Block.Box;
import io.practiceops.console.samples.Block.Bullet;
import io.practiceops.console.samples.Block.Form;
import io.practiceops.console.samples.Block.Heading;
import io.practiceops.console.samples.Block.Lines;
import io.practiceops.console.samples.Block.PageBreak;
import io.practiceops.console.samples.Block.Paragraph;
import io.practiceops.console.samples.Block.Table;
import io.practiceops.console.samples.Block.Title;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Sets a sheet as a PDF: letterhead, wrapped text, tables, forms, page numbers. */
final class PdfRendering {

    private static final float SIZE = 10.5f;
    private static final float LEADING = 14.5f;
    private static final float SMALL = 9;
    private static final float CELL_PADDING = 5;
    private static final Color INK = new Color(0x1c, 0x1c, 0x1c);
    private static final Color FAINT = new Color(0x6b, 0x6b, 0x6b);
    private static final Color LINE = new Color(0xb8, 0xb8, 0xb8);
    private static final Color SHADE = new Color(0xee, 0xf0, 0xf2);

    private final Sheet sheet;
    private final PdfPaper paper;
    private final PDFont regular;
    private final PDFont bold;

    private PdfRendering(Sheet sheet, PdfPaper paper) {
        this.sheet = sheet;
        this.paper = paper;
        var serif = sheet.letterhead().serif();
        regular = new PDType1Font(serif ? FontName.TIMES_ROMAN : FontName.HELVETICA);
        bold = new PDType1Font(serif ? FontName.TIMES_BOLD : FontName.HELVETICA_BOLD);
    }

    static byte[] render(Sheet sheet) throws IOException {
        try (var paper = new PdfPaper()) {
            var rendering = new PdfRendering(sheet, paper);
            rendering.letterhead();
            for (var block : sheet.blocks()) {
                rendering.draw(block);
            }
            return paper.finish(sheet, rendering.regular);
        }
    }

    private void letterhead() throws IOException {
        var head = sheet.letterhead();
        if (head.isPlain()) {
            return;
        }
        paper.write(head.name(), bold, 19, head.color(), 0, 6);
        var drop = -6f;
        for (var line : head.lines()) {
            var x = PdfPaper.WIDTH - PdfPaper.width(line, regular, 8);
            paper.write(line, regular, 8, FAINT, x, drop);
            drop += 10;
        }
        paper.down(Math.max(18, drop - 2));
        paper.rule(head.color(), 1.4f);
        paper.down(26);
    }

    private void draw(Block block) throws IOException {
        switch (block) {
            case Title(var text) -> title(text);
            case Heading(var text) -> heading(text);
            case Paragraph(var text) -> paragraph(text, 0);
            case Bullet(var text) -> bullet(text);
            case Lines(var lines) -> lines(lines);
            case Table(var rows) -> table(rows);
            case Form(var boxes) -> form(boxes);
            case PageBreak() -> paper.breakPage();
        }
    }

    private void title(String text) throws IOException {
        paper.down(8);
        for (var line : PdfPaper.wrap(text, bold, 15, PdfPaper.WIDTH)) {
            paper.require(60);
            paper.write(line, bold, 15, INK, 0, 12);
            paper.down(19);
        }
        paper.down(8);
    }

    private void heading(String text) throws IOException {
        paper.require(3 * LEADING + 12);
        paper.down(5);
        paper.write(text, bold, 11.5f, sheet.letterhead().color(), 0, 11);
        paper.down(18);
    }

    private void bullet(String text) throws IOException {
        paper.require(2 * LEADING);
        paper.write("\u2022", regular, SIZE, INK, 8, 11);
        paragraph(text, 20);
        paper.down(-4);
    }

    private void paragraph(String text, float indent) throws IOException {
        var lines = PdfPaper.wrap(text, regular, SIZE, PdfPaper.WIDTH - indent);
        if (lines.size() > 2) {
            paper.require(2 * LEADING);
        }
        for (var line : lines) {
            paper.require(LEADING);
            paper.write(line, regular, SIZE, INK, indent, 11);
            paper.down(LEADING);
        }
        paper.down(8);
    }

    /** Kept on one page: a signature alone on a page would look forged. */
    private void lines(List<String> lines) throws IOException {
        paper.require(lines.size() * LEADING);
        for (var line : lines) {
            paper.write(line, regular, SIZE, INK, 0, 11);
            paper.down(LEADING);
        }
        paper.down(9);
    }

    private void table(List<List<String>> rows) throws IOException {
        var widths = columnWidths(rows);
        var last = rows.getLast();
        for (var i = 0; i < rows.size(); i++) {
            row(rows.get(i), widths, i == 0, last);
        }
        paper.down(14);
    }

    /** A head stands over its column as the last row does: figures to the right. */
    private void row(List<String> cells, float[] widths, boolean head, List<String> last)
            throws IOException {
        var font = head ? bold : regular;
        var wrapped = new ArrayList<List<String>>();
        var most = 1;
        for (var i = 0; i < cells.size(); i++) {
            var lines = PdfPaper.wrap(cells.get(i), font, SMALL, widths[i] - 2 * CELL_PADDING);
            wrapped.add(lines);
            most = Math.max(most, lines.size());
        }
        var height = most * 11.5f + 6;
        paper.require(height);
        if (head) {
            paper.fill(SHADE, 0, PdfPaper.WIDTH, height);
        }
        var x = 0f;
        for (var i = 0; i < cells.size(); i++) {
            var figure = isFigure(head ? last.get(i) : cells.get(i));
            cell(wrapped.get(i), font, x, widths[i], figure);
            x += widths[i];
        }
        paper.down(height);
        paper.rule(LINE, 0.5f);
    }

    private void cell(List<String> lines, PDFont font, float left, float width, boolean figure)
            throws IOException {
        var drop = 11f;
        for (var line : lines) {
            var x =
                    figure
                            ? left + width - CELL_PADDING - PdfPaper.width(line, font, SMALL)
                            : left + CELL_PADDING;
            paper.write(line, font, SMALL, INK, x, drop);
            drop += 11.5f;
        }
    }

    private static boolean isFigure(String cell) {
        return cell.matches("[-(]?\\$?[\\d,]+(\\.\\d+)?[)%]?") || cell.isEmpty();
    }

    /** Each column gets its share of the line, by its longest cell. */
    private float[] columnWidths(List<List<String>> rows) throws IOException {
        var widths = new float[rows.getFirst().size()];
        for (var cells : rows) {
            for (var i = 0; i < widths.length; i++) {
                var natural = PdfPaper.width(cells.get(i), bold, SMALL) + 2 * CELL_PADDING;
                widths[i] = Math.clamp(natural, widths[i], PdfPaper.WIDTH * 0.55f);
            }
        }
        var sum = 0f;
        for (var width : widths) {
            sum += width;
        }
        for (var i = 0; i < widths.length; i++) {
            widths[i] *= PdfPaper.WIDTH / sum;
        }
        return widths;
    }

    private void form(List<Box> boxes) throws IOException {
        var width = PdfPaper.WIDTH / 2;
        for (var i = 0; i < boxes.size(); i += 2) {
            var pair = boxes.subList(i, Math.min(i + 2, boxes.size()));
            var each = pair.size() == 1 ? PdfPaper.WIDTH : width;
            paper.require(32);
            for (var k = 0; k < pair.size(); k++) {
                paper.box(FAINT, k * each, each, 32);
                box(pair.get(k), k * each + 4, each - 8);
            }
            paper.down(32);
        }
        paper.down(16);
    }

    private void box(Box box, float x, float width) throws IOException {
        var natural = PdfPaper.width(box.value(), bold, SIZE);
        var size = natural > width ? SIZE * width / natural : SIZE;
        paper.write(box.label(), regular, 7, FAINT, x, 9);
        paper.write(box.value(), bold, size, INK, x, 24);
    }
}
