import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A section of docs/figures.md: what was measured, against which goal, on what and by which
 * command.
 */
final class Figures {

    /**
     * @param goal empty when there is none
     * @param met null when there is no goal
     */
    private record Row(String what, String measured, String goal, Boolean met) {}

    private static final Path FILE = Path.of("docs", "figures.md");
    private static final String PREFACE =
            """
            # Figures

            Each section is written by the command it names, and replaced when that runs again. The
            load generator, the application and PostgreSQL share the machine.
            """;

    private final String name;
    private final String command;
    private final String postgres;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private String appendix = "";

    /**
     * @param postgres its version, empty where none takes part
     */
    Figures(String name, String command, String postgres) {
        this.name = name;
        this.command = command;
        this.postgres = postgres;
    }

    void figure(String what, String measured) {
        rows.add(new Row(what, measured, "", null));
    }

    void figure(String what, String measured, String goal, boolean met) {
        rows.add(new Row(what, measured, goal, met));
    }

    void seen(String sentence) {
        seen.add(sentence);
    }

    void appendix(String text) {
        appendix += text;
    }

    /**
     * Prints the section and, unless told {@code --dry}, puts it into the file in place of its
     * predecessor. Returns the exit code: 1 when a goal was missed.
     */
    int publish(Program program) throws IOException {
        var section = section();
        IO.println(section);
        if (!program.has("--dry")) {
            var file = Application.repository().resolve(FILE);
            Files.createDirectories(file.getParent());
            var text = Files.exists(file) ? Files.readString(file) : PREFACE;
            Files.writeString(file, replaced(text, section));
        }
        return rows.stream().allMatch(row -> row.met == null || row.met) ? 0 : 1;
    }

    private String replaced(String text, String section) {
        var heading = "## " + name + "\n";
        var from = text.startsWith(heading) ? 0 : text.indexOf("\n" + heading) + 1;
        if (from == 0 && !text.startsWith(heading)) {
            return text.stripTrailing() + "\n\n" + section;
        }
        var next = text.indexOf("\n## ", from);
        var rest = next < 0 ? "" : "\n" + text.substring(next + 1);
        return text.substring(0, from) + section + rest;
    }

    private String section() throws IOException {
        var text = new StringBuilder("## " + name + "\n\n");
        var day = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(Instant.now());
        text.append(
                "`%s` on %s. %s%s.\n\n"
                        .formatted(
                                command,
                                day,
                                Machine.words(),
                                postgres.isEmpty() ? "" : ", PostgreSQL " + postgres));
        text.append("| | measured | goal | met |\n|---|---|---|---|\n");
        for (var row : rows) {
            var met = row.met == null ? "" : row.met ? "yes" : "**no**";
            text.append("| %s | %s | %s | %s |\n".formatted(row.what, row.measured, row.goal, met));
        }
        if (!Machine.disturbance().isEmpty()) {
            seen(Machine.disturbance());
        }
        if (!seen.isEmpty()) {
            text.append('\n');
            seen.forEach(sentence -> text.append("- ").append(sentence).append('\n'));
        }
        if (!appendix.isEmpty()) {
            text.append('\n').append(appendix.stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
