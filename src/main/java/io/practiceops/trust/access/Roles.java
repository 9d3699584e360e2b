package io.practiceops.trust.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Which role holds which right: {@code access/rights.csv}, read and checked at start. */
@Component
public class Roles {

    private static final String FILE = "access/rights.csv";
    private static final String MEANINGS = "access/rights.properties";

    private final Map<String, Set<Role>> rolesOfRight = new LinkedHashMap<>();
    private final Map<Role, Set<String>> rightsOfRole = new EnumMap<>(Role.class);
    private final Map<Set<Role>, Set<String>> rightsOfRoles = new ConcurrentHashMap<>();

    private final Properties meanings = new Properties();

    Roles() throws IOException {
        read(lines());
        try (var in = new ClassPathResource(MEANINGS).getInputStream()) {
            meanings.load(new InputStreamReader(in, UTF_8));
        }
    }

    /** Everything the roles together may do, as names of rights. */
    public Set<String> rightsOf(Set<Role> roles) {
        return rightsOfRoles.computeIfAbsent(roles, this::union);
    }

    /** What a right allows, in words; its name where nobody found any. */
    public String meaning(String right) {
        return meanings.getProperty(right, right);
    }

    /** What a right is about, in words: {@code users.write} is about people. */
    public String area(String right) {
        var area = right.substring(0, right.indexOf('.'));
        return meanings.getProperty("area." + area, area);
    }

    /** The table as it is: right, then who holds it, in the file's order. */
    public Map<String, Set<Role>> matrix() {
        return Collections.unmodifiableMap(rolesOfRight);
    }

    private Set<String> union(Set<Role> roles) {
        var rights = new TreeSet<String>();
        roles.forEach(role -> rights.addAll(rightsOfRole.getOrDefault(role, Set.of())));
        return Set.copyOf(rights);
    }

    private void read(List<String> lines) {
        var columns = new ArrayList<Role>();
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var cells = Arrays.stream(line.split(",", -1)).map(String::strip).toList();
            if (columns.isEmpty()) {
                cells.stream().skip(1).map(Role::valueOf).forEach(columns::add);
            } else {
                readRight(cells, columns, number);
            }
        }
    }

    private void readRight(List<String> cells, List<Role> columns, int number) {
        var holders = EnumSet.noneOf(Role.class);
        for (var column = 1; column < cells.size(); column++) {
            var cell = cells.get(column);
            if ((!cell.isEmpty() && !cell.equals("x")) || column > columns.size()) {
                throw new IllegalStateException(
                        "%s line %d: write x or nothing.".formatted(FILE, number));
            }
            if (cell.equals("x")) {
                holders.add(columns.get(column - 1));
            }
        }
        rolesOfRight.put(cells.getFirst(), holders);
        holders.forEach(role ->
                rightsOfRole.computeIfAbsent(role, _ -> new TreeSet<>()).add(cells.getFirst()));
    }

    private static List<String> lines() {
        try (var in = new ClassPathResource(FILE).getInputStream()) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FILE, e);
        }
    }
}
