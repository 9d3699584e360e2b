package io.practiceops.trust.sealing;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One line of each of the formats that other programs read. */
final class ExportWords {

    /** What a spreadsheet takes for the beginning of a formula, in both widths (OWASP). */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private static final List<String> COLUMNS =
            List.of(
                    "index",
                    "id",
                    "at",
                    "actor_kind",
                    "actor",
                    "actor_name",
                    "action",
                    "object_type",
                    "object",
                    "object_name",
                    "outcome",
                    "address",
                    "request",
                    "details");

    private ExportWords() {}

    static String header(ExportFormat format) {
        return format == ExportFormat.CSV ? row(COLUMNS) : "";
    }

    static Function<ExportEntry, String> of(ExportFormat format) {
        return switch (format) {
            case CSV -> ExportWords::csv;
            case CEF -> ExportWords::cef;
            case OCSF -> OcsfWords.read()::line;
            case BUNDLE -> throw new IllegalArgumentException("A bundle is no single file");
        };
    }

    static String csv(ExportEntry entry) {
        return row(
                List.of(
                        Long.toString(entry.index()),
                        entry.id(),
                        entry.at().toString(),
                        entry.actorKind(),
                        entry.actor(),
                        entry.actorName(),
                        entry.action(),
                        entry.objectType(),
                        entry.object(),
                        entry.objectName(),
                        entry.outcome(),
                        entry.address(),
                        entry.request(),
                        entry.restAsJson()));
    }

    /** RFC 4180, every cell quoted. */
    private static String row(List<String> cells) {
        return cells.stream().map(ExportWords::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A cell that would be a formula begins with an apostrophe, and is text. */
    private static String cell(String value) {
        var text = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /** ArcSight Common Event Format 0 (implementation standard, rev. 26). */
    static String cef(ExportEntry entry) {
        return "CEF:0|PracticeOps|PracticeOps|1|%s|%s|%d|%s\n"
                .formatted(
                        inHeader(entry.action()),
                        inHeader(entry.action().replace('.', ' ').replace('-', ' ')),
                        severity(entry),
                        extension(entry));
    }

    private static int severity(ExportEntry entry) {
        return switch (entry.outcome()) {
            case "DENIED" -> 6;
            case "FAILED" -> 5;
            default -> 3;
        };
    }

    private static String extension(ExportEntry entry) {
        var out = new StringBuilder();
        add(out, "rt", Long.toString(entry.at().toEpochMilli()));
        add(out, "externalId", entry.id());
        add(out, "outcome", entry.outcome());
        add(out, "suid", entry.actor());
        add(out, "suser", entry.actorName());
        add(out, "spriv", entry.actorKind());
        add(out, "src", entry.address());
        custom(out, 1, "objectType", entry.objectType());
        custom(out, 2, "objectId", entry.object());
        custom(out, 3, "objectName", entry.objectName());
        custom(out, 4, "request", entry.request());
        custom(out, 5, "details", entry.restAsJson());
        add(out, "cn1Label", "index");
        add(out, "cn1", Long.toString(entry.index()));
        return out.toString().strip();
    }

    private static void custom(StringBuilder out, int number, String label, String value) {
        if (!value.isEmpty()) {
            add(out, "cs%dLabel".formatted(number), label);
            add(out, "cs" + number, value);
        }
    }

    private static void add(StringBuilder out, String key, String value) {
        if (!value.isEmpty()) {
            out.append(key).append('=').append(inExtension(value)).append(' ');
        }
    }

    /** In the header a pipe and a backslash are escaped, and lines do not end. */
    private static String inHeader(String value) {
        return value.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace('\n', ' ')
                .replace('\r', ' ');
    }

    /** In the extension an equals sign and a backslash are escaped, and ends of lines. */
    private static String inExtension(String value) {
        return value.replace("\\", "\\\\")
                .replace("=", "\\=")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
