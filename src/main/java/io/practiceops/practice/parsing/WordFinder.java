package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.WorkerProtocol.FindWords;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/** The words of a PDF with one page, each with the box around its letters. */
final class WordFinder extends PDFTextStripper {

    /** What a line of text takes above and below its baseline, as parts of the font's size. */
    private static final float ABOVE = 0.8f;

    private static final float BELOW = 0.2f;

    private final List<Word> words = new ArrayList<>();
    private final PDPage page;
    private final StringBuilder letters = new StringBuilder();
    private final Box box = new Box();

    private WordFinder(PDPage page) {
        this.page = page;
    }

    static List<Word> find(PDDocument onePage) throws IOException {
        var finder = new WordFinder(onePage.getPage(0));
        finder.writeText(onePage, Writer.nullWriter());
        return finder.words;
    }

    /** In place of the stripper's lines, which take text that is turned apart. */
    @Override
    protected void writePage() {
        for (var article : charactersByArticle) {
            @Nullable TextPosition last = null;
            for (var position : article) {
                if (last == null || !follows(last, position)) {
                    endWord();
                }
                add(position);
                last = position;
            }
            endWord();
        }
    }

    /** Whether it stands beside the one before, on the one side or, as in Hebrew, the other. */
    private static boolean follows(TextPosition last, TextPosition next) {
        var size = Math.hypot(next.getTextMatrix().getShearX(), next.getTextMatrix().getScaleY());
        var space = next.getWidthOfSpace() / 2;
        var most = space > 0 && space < size / 2 ? space : size / 5;
        return distance(last.getEndX(), last.getEndY(), next.getTextMatrix()) < most
                || distance(next.getEndX(), next.getEndY(), last.getTextMatrix()) < most;
    }

    private static double distance(float x, float y, Matrix to) {
        return Math.hypot(to.getTranslateX() - x, to.getTranslateY() - y);
    }

    private void add(TextPosition position) {
        var unicode = position.getUnicode();
        if (unicode == null || unicode.isBlank()) {
            endWord();
        } else {
            append(unicode);
            addCorners(position);
        }
    }

    private void append(String unicode) {
        unicode.codePoints()
                .filter(c -> !Character.isISOControl(c) && !Character.isWhitespace(c))
                .filter(c -> Character.getType(c) != Character.SURROGATE && c != 0xfffd)
                .forEach(letters::appendCodePoint);
    }

    /** The four corners of a letter, wherever it is turned to. */
    private void addCorners(TextPosition position) {
        var matrix = position.getTextMatrix();
        var x = matrix.getTranslateX();
        var y = matrix.getTranslateY();
        var upX = matrix.getShearX();
        var upY = matrix.getScaleY();
        add(x + ABOVE * upX, y + ABOVE * upY);
        add(x - BELOW * upX, y - BELOW * upY);
        add(position.getEndX() + ABOVE * upX, position.getEndY() + ABOVE * upY);
        add(position.getEndX() - BELOW * upX, position.getEndY() - BELOW * upY);
    }

    /** From points counted from the lower left corner of the page as it was written. */
    private void add(float x, float y) {
        var right = x / page.getCropBox().getWidth();
        var up = y / page.getCropBox().getHeight();
        switch (page.getRotation()) {
            case 90 -> box.add(up, right);
            case 180 -> box.add(1 - right, up);
            case 270 -> box.add(1 - up, 1 - right);
            default -> box.add(right, 1 - up);
        }
    }

    private void endWord() {
        if (!letters.isEmpty() && box.isOnThePage() && words.size() < FindWords.MOST) {
            var end = Math.min(letters.length(), Word.LONGEST);
            words.add(box.word(letters.substring(0, end)));
        }
        letters.setLength(0);
        box.clear();
    }

    private static final class Box {

        private double left;
        private double top;
        private double right;
        private double bottom;

        Box() {
            clear();
        }

        void clear() {
            left = 1;
            top = 1;
            right = 0;
            bottom = 0;
        }

        void add(double x, double y) {
            left = Math.clamp(x, 0, left);
            top = Math.clamp(y, 0, top);
            right = Math.clamp(x, right, 1);
            bottom = Math.clamp(y, bottom, 1);
        }

        boolean isOnThePage() {
            return right > left && bottom > top;
        }

        Word word(String text) {
            return new Word(text, left, top, right - left, bottom - top);
        }
    }
}
