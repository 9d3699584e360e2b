package io.practiceops.console.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.console.samples.Block.Bullet;
import io.practiceops.console.samples.Block.Form;
import io.practiceops.console.samples.Block.Heading;
import io.practiceops.console.samples.Block.Lines;
import io.practiceops.console.samples.Block.PageBreak;
import io.practiceops.console.samples.Block.Paragraph;
import io.practiceops.console.samples.Block.Table;
import io.practiceops.console.samples.Block.Title;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a sheet as a Word file: the fewest parts Word opens without complaint. */
final class WordRendering {

    /** Not the zip format's very first moment: for that one the JDK adds the local time zone. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

    private static final String CONTENT_TYPES =
            """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
            <Default Extension="rels"\
             ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Override PartName="/word/document.xml"\
             ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.\
            main+xml"/>\
            <Override PartName="/word/styles.xml"\
             ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.\
            styles+xml"/>\
            <Override PartName="/docProps/core.xml"\
             ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
            </Types>\
            """;

    private static final String PACKAGE_RELATIONS =
            """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
            <Relationship Id="r1"\
             Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/\
            officeDocument"\
             Target="word/document.xml"/>\
            <Relationship Id="r2"\
             Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/\
            core-properties"\
             Target="docProps/core.xml"/>\
            </Relationships>\
            """;

    private static final String DOCUMENT_RELATIONS =
            """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
            <Relationship Id="r1"\
             Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"\
             Target="styles.xml"/>\
            </Relationships>\
            """;

    private static final String NAMESPACE =
            "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    private final Sheet sheet;
    private final StringBuilder body = new StringBuilder();

    private WordRendering(Sheet sheet) {
        this.sheet = sheet;
    }

    static byte[] render(Sheet sheet) throws IOException {
        var rendering = new WordRendering(sheet);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            add(zip, "[Content_Types].xml", CONTENT_TYPES);
            add(zip, "_rels/.rels", PACKAGE_RELATIONS);
            add(zip, "word/_rels/document.xml.rels", DOCUMENT_RELATIONS);
            add(zip, "word/document.xml", rendering.document());
            add(zip, "word/styles.xml", rendering.styles());
            add(zip, "docProps/core.xml", rendering.properties());
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String xml) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        zip.putNextEntry(entry);
        zip.write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>".getBytes(UTF_8));
        zip.write(xml.getBytes(UTF_8));
        zip.closeEntry();
    }

    private String document() {
        if (!sheet.letterhead().isPlain()) {
            paragraph("Letterhead", sheet.letterhead().name());
            paragraph("Address", String.join("  |  ", sheet.letterhead().lines()));
        }
        sheet.blocks().forEach(this::write);
        return """
        <w:document %s><w:body>%s<w:sectPr><w:pgSz w:w="12240" w:h="15840"/>\
        <w:pgMar w:top="1440" w:right="1440" w:bottom="1300" w:left="1440" w:header="720"\
         w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>\
        """
                .formatted(NAMESPACE, body);
    }

    private void write(Block block) {
        switch (block) {
            case Title(var text) -> paragraph("Title", text);
            case Heading(var text) -> paragraph("Heading1", text);
            case Paragraph(var text) -> paragraph("Normal", text);
            case Bullet(var text) -> paragraph("Bullet", "\u2022\u2002" + text);
            case Lines(var lines) -> lines(lines);
            case Table(var rows) -> table(rows);
            case Form(var boxes) ->
                    table(boxes.stream().map(box -> List.of(box.label(), box.value())).toList());
            case PageBreak() -> body.append("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
        }
    }

    private void paragraph(String style, String text) {
        body.append("<w:p><w:pPr><w:pStyle w:val=\"").append(style).append("\"/></w:pPr><w:r>");
        body.append(run(text)).append("</w:r></w:p>");
    }

    private void lines(List<String> lines) {
        body.append("<w:p><w:pPr><w:keepLines/></w:pPr><w:r>");
        body.append(String.join("<w:br/>", lines.stream().map(WordRendering::run).toList()));
        body.append("</w:r></w:p>");
    }

    private void table(List<List<String>> rows) {
        body.append(
                """
                <w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>\
                <w:top w:val="single" w:sz="4" w:color="B8B8B8"/>\
                <w:bottom w:val="single" w:sz="4" w:color="B8B8B8"/>\
                <w:insideH w:val="single" w:sz="4" w:color="B8B8B8"/></w:tblBorders></w:tblPr>\
                <w:tblGrid>\
                """);
        body.append("<w:gridCol/>".repeat(rows.getFirst().size())).append("</w:tblGrid>");
        for (var i = 0; i < rows.size(); i++) {
            body.append("<w:tr>");
            for (var cell : rows.get(i)) {
                body.append("<w:tc>");
                paragraph(i == 0 ? "TableHead" : "TableCell", cell);
                body.append("</w:tc>");
            }
            body.append("</w:tr>");
        }
        body.append("</w:tbl>");
        paragraph("TableCell", "");
    }

    private static String run(String text) {
        return "<w:t xml:space=\"preserve\">" + escape(text) + "</w:t>";
    }

    private String styles() {
        var head = sheet.letterhead();
        var color = "%06X".formatted(head.color().getRGB() & 0xffffff);
        var font = head.serif() ? "Times New Roman" : "Arial";
        return """
        <w:styles %s><w:docDefaults><w:rPrDefault><w:rPr>\
        <w:rFonts w:ascii="%s" w:hAnsi="%s" w:cs="%s"/><w:sz w:val="21"/></w:rPr></w:rPrDefault>\
        <w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr>\
        </w:pPrDefault></w:docDefaults>\
        """
                        .formatted(NAMESPACE, font, font, font)
                + style("Normal", "", "")
                + style(
                        "Letterhead",
                        "",
                        "<w:b/><w:color w:val=\"" + color + "\"/><w:sz w:val=\"38\"/>")
                + style("Address", "<w:spacing w:after=\"480\"/>", "<w:sz w:val=\"16\"/>")
                + style("Title", "<w:keepNext/>", "<w:b/><w:sz w:val=\"30\"/>")
                + style("Heading1", "<w:keepNext/>", "<w:b/><w:color w:val=\"" + color + "\"/>")
                + style("Bullet", "<w:ind w:left=\"360\" w:hanging=\"240\"/>", "")
                + style("TableHead", "<w:spacing w:after=\"40\"/>", "<w:b/><w:sz w:val=\"18\"/>")
                + style("TableCell", "<w:spacing w:after=\"40\"/>", "<w:sz w:val=\"18\"/>")
                + "</w:styles>";
    }

    private static String style(String name, String paragraph, String run) {
        return """
        <w:style w:type="paragraph" w:styleId="%s"%s><w:name w:val="%s"/><w:pPr>%s</w:pPr>\
        <w:rPr>%s</w:rPr></w:style>\
        """
                .formatted(
                        name,
                        name.equals("Normal") ? " w:default=\"1\"" : "",
                        name,
                        paragraph,
                        run);
    }

    private String properties() {
        return """
        <cp:coreProperties\
         xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
         xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"\
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>%s</dc:title>\
        <dc:creator>%s</dc:creator>\
        <dcterms:created xsi:type="dcterms:W3CDTF">%sT09:00:00Z</dcterms:created>\
        </cp:coreProperties>\
        """
                .formatted(escape(sheet.title()), escape(sheet.letterhead().name()), sheet.date());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
