package io.practiceops;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.practiceops.foundation.database.DatabaseProbe;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Check.Result;
import io.practiceops.foundation.kernel.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code practiceops doctor}: says what is wrong with this installation, and the mend for each. */
@picocli.CommandLine.Command(
        name = "doctor",
        description =
                "Looks at JDK, port, disk, database, clock and configuration, and says the mend for each.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Command {

    private static final int OLDEST_JDK = 25;
    private static final long LITTLE_ROOM = 2_000_000_000L;
    private static final long NO_ROOM = 500_000_000L;
    private static final Set<String> KNOWN =
            Set.of(
                    "PRACTICEOPS_HOME",
                    "PRACTICEOPS_URL",
                    "PRACTICEOPS_ZONE",
                    "PRACTICEOPS_JAVA_OPTS",
                    "PRACTICEOPS_POSTGRES_ACCOUNT",
                    "PRACTICEOPS_DATABASE_URL",
                    "PRACTICEOPS_DATABASE_USER",
                    "PRACTICEOPS_DATABASE_PASSWORD",
                    "PRACTICEOPS_DATABASE_OWNER_USER",
                    "PRACTICEOPS_DATABASE_OWNER_PASSWORD",
                    "PRACTICEOPS_DATABASE_CONNECTIONS",
                    "PRACTICEOPS_SMTP_HOST",
                    "PRACTICEOPS_SMTP_PORT",
                    "PRACTICEOPS_SMTP_USER",
                    "PRACTICEOPS_SMTP_PASSWORD",
                    "PRACTICEOPS_SMTP_STARTTLS",
                    "PRACTICEOPS_SMTP_FROM",
                    "PRACTICEOPS_SMTP_TIMEOUT",
                    "PRACTICEOPS_DOCUMENTS_MAX_SIZE",
                    "PRACTICEOPS_DOCUMENTS_MAXSIZE");

    @Option(names = "--json", description = "Answers in JSON.")
    private boolean json;

    private final Map<String, String> environment = System.getenv();

    @Override
    public int run(Installation installation) {
        var home =
                Path.of(environment.getOrDefault("PRACTICEOPS_HOME", "data"))
                        .toAbsolutePath()
                        .normalize();
        var probe = new DatabaseProbe(home, environment);
        var findings = new LinkedHashMap<String, Result>();
        findings.put("jdk", jdk());
        findings.put("port", port());
        findings.put("disk", disk(home));
        findings.put("database", probe.database());
        findings.put("clock", probe.clock());
        findings.put("configuration", configuration());
        System.out.println(json ? asJson(findings) : asText(findings));
        return findings.values().stream().anyMatch(result -> result.health() == Health.BAD) ? 1 : 0;
    }

    private static Result jdk() {
        var version = Runtime.version();
        Map<String, Object> facts =
                Map.of("version", version.toString(), "home", System.getProperty("java.home"));
        return version.feature() >= OLDEST_JDK
                ? Result.good("Java %s.".formatted(version), facts)
                : Result.bad(
                        "Java %s is too old.".formatted(version),
                        facts,
                        "Install a JDK 25 or newer.");
    }

    private Result port() {
        var wanted = environment.getOrDefault("SERVER_PORT", "8080");
        Map<String, Object> facts = Map.of("port", wanted);
        int port;
        try {
            port = Integer.parseInt(wanted);
            try (var _ = new ServerSocket(port)) {
                return Result.good("Port %d is free.".formatted(port), facts);
            }
        } catch (IllegalArgumentException notAPort) {
            return Result.bad(
                    "SERVER_PORT=%s is not a port.".formatted(wanted),
                    facts,
                    "Set it to 1 to 65535.");
        } catch (IOException taken) {
            return isOurs(Integer.parseInt(wanted))
                    ? Result.good("A PracticeOps answers on port %s.".formatted(wanted), facts)
                    : Result.bad(
                            "Port %s is taken by another program.".formatted(wanted),
                            facts,
                            "Stop that program, or choose another with SERVER_PORT.");
        }
    }

    private static boolean isOurs(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
            socket.setSoTimeout(2_000);
            socket.getOutputStream()
                    .write("GET /livez HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(2_000), US_ASCII);
            return answer.contains("X-Request-Id");
        } catch (IOException silent) {
            return false;
        }
    }

    private static Result disk(Path home) {
        var there = home;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            var free = Files.getFileStore(there).getUsableSpace();
            Map<String, Object> facts = Map.of("home", home.toString(), "free bytes", free);
            var words = "%.1f GB free for %s.".formatted(free / 1e9, home);
            if (!Files.isWritable(there)) {
                return Result.bad(
                        there + " cannot be written.",
                        facts,
                        "Choose another folder with PRACTICEOPS_HOME.");
            }
            if (free < NO_ROOM) {
                return Result.bad(words, facts, "Make room, or move the home to a larger disk.");
            }
            return free < LITTLE_ROOM
                    ? Result.warn(words, facts, "Plan for more room soon.")
                    : Result.good(words, facts);
        } catch (IOException e) {
            return Result.unknown(
                    "The disk does not tell how much is free: " + e.getMessage(), "Look with df.");
        }
    }

    /** Names of settings that nothing reads are most often slips of the pen. */
    private Result configuration() {
        var unknown = new TreeSet<String>();
        environment.keySet().stream()
                .filter(name -> name.startsWith("PRACTICEOPS_") && !KNOWN.contains(name))
                .forEach(unknown::add);
        var set = new TreeSet<>(environment.keySet());
        set.removeIf(name -> !KNOWN.contains(name));
        Map<String, Object> facts = Map.of("set", List.copyOf(set));
        return unknown.isEmpty()
                ? Result.good(
                        set.isEmpty() ? "All as it comes." : "Set: " + String.join(", ", set) + ".",
                        facts)
                : Result.warn(
                        "Nothing reads " + String.join(", ", unknown) + ".",
                        facts,
                        "Correct the name; docs/guide.md lists the settings.");
    }

    private static String asJson(Map<String, Result> findings) {
        return JsonMapper.builder().build().writeValueAsString(findings);
    }

    private static String asText(Map<String, Result> findings) {
        var lines = new ArrayList<String>();
        findings.forEach((name, result) -> {
            lines.add(
                    "%-8s %-14s %s"
                            .formatted(
                                    result.health().name().toLowerCase(Locale.ROOT),
                                    name,
                                    result.summary()));
            if (result.mend() != null) {
                lines.add(" ".repeat(24) + result.mend());
            }
        });
        return String.join(System.lineSeparator(), lines);
    }
}
