package io.practiceops.console.samples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A part of a document's text, from heading to table. */
sealed interface Block {

    record Title(String text) implements Block {}

    record Heading(String text) implements Block {}

    record Paragraph(String text) implements Block {}

    record Bullet(String text) implements Block {}

    /** Lines that stay as they are: addresses and signatures. */
    record Lines(List<String> lines) implements Block {}

    /** The first row is the head. */
    record Table(List<List<String>> rows) implements Block {}

    /** The numbered boxes of a form. */
    record Form(List<Box> boxes) implements Block {}

    record Box(String label, String value) {}

    record PageBreak() implements Block {}

    /**
     * Reads the notation of the texts under {@code samples/texts}: blocks are separated by blank
     * lines and told by how they begin: {@code #}, {@code ##}, {@code -}, {@code >} (lines), {@code
     * |} (table), {@code ::} (form), {@code ===} (page break). All else is a paragraph.
     */
    static List<Block> parse(String text) {
        var blocks = new ArrayList<Block>();
        for (var part : text.strip().split("\n\\s*\n", -1)) {
            var lines = part.strip().lines().toList();
            if (lines.getFirst().startsWith("- ")) {
                bullets(lines).map(Bullet::new).forEach(blocks::add);
            } else {
                blocks.add(block(lines));
            }
        }
        return blocks;
    }

    private static Block block(List<String> lines) {
        var first = lines.getFirst();
        if (first.equals("===")) {
            return new PageBreak();
        }
        if (first.startsWith("# ")) {
            return new Title(first.substring(2));
        }
        if (first.startsWith("## ")) {
            return new Heading(first.substring(3));
        }
        if (first.startsWith(">")) {
            return new Lines(lines.stream().map(line -> line.substring(1).strip()).toList());
        }
        if (first.startsWith("|")) {
            return new Table(lines.stream().map(Block::cells).toList());
        }
        if (first.startsWith("::")) {
            return new Form(lines.stream().map(Block::box).toList());
        }
        return new Paragraph(String.join(" ", lines));
    }

    private static Stream<String> bullets(List<String> lines) {
        return Arrays.stream(String.join(" ", lines).substring(2).split(" - ", -1));
    }

    private static List<String> cells(String line) {
        var inner = line.substring(1, line.lastIndexOf('|'));
        return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
    }

    private static Box box(String line) {
        var parts = line.substring(2).split("=", 2);
        return new Box(parts[0].strip(), parts.length > 1 ? parts[1].strip() : "");
    }
}
