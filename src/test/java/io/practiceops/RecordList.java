package io.practiceops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The two lists of docs/audit-trail.md: which addresses leave an entry in the trail, and which do
 * not.
 */
final class RecordList {

    /**
     * What an address leaves.
     *
     * @param actions of which each success leaves one
     * @param only when it does so only sometimes; empty for always
     */
    record Entry(List<String> actions, String only) {}

    private static final Path DOCUMENT = Path.of("docs/audit-trail.md");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z]+ /[^`]*)` \\|(.*)\\|");

    private RecordList() {}

    static Map<String, Entry> onRecord() {
        var entries = new LinkedHashMap<String, Entry>();
        rows("## What is on record")
                .forEach((address, cells) -> {
                    var actions =
                            Arrays.stream(cells.get(0).split(",", -1))
                                    .map(action -> action.replace("`", "").strip())
                                    .toList();
                    entries.put(address, new Entry(actions, cells.get(1)));
                });
        return entries;
    }

    /** With the reason of each. */
    static Map<String, String> notOnRecord() {
        var reasons = new LinkedHashMap<String, String>();
        rows("## What is not on record")
                .forEach((address, cells) -> reasons.put(address, cells.getFirst()));
        return reasons;
    }

    private static Map<String, List<String>> rows(String heading) {
        var rows = new LinkedHashMap<String, List<String>>();
        var text = read();
        var begin = text.indexOf(heading + "\n") + heading.length();
        var end = text.indexOf("\n## ", begin);
        var part = text.substring(begin, end < 0 ? text.length() : end);
        part.lines()
                .forEach(line -> {
                    var row = ROW.matcher(line);
                    if (row.matches()) {
                        var cells = row.group(2).split("\\|", -1);
                        rows.put(row.group(1), Arrays.stream(cells).map(String::strip).toList());
                    }
                });
        return rows;
    }

    private static String read() {
        try {
            return Files.readString(DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every address of our own controllers. */
    static TreeSet<String> addresses(RequestMappingHandlerMapping mappings) {
        var addresses = new TreeSet<String>();
        mappings.getHandlerMethods()
                .forEach((mapping, method) -> {
                    if (method.getBeanType().getPackageName().startsWith("io.practiceops")) {
                        var verbs = mapping.getMethodsCondition().getMethods();
                        for (var template : mapping.getPatternValues()) {
                            verbs.forEach(verb -> addresses.add(verb + " " + template));
                        }
                    }
                });
        return addresses;
    }
}
