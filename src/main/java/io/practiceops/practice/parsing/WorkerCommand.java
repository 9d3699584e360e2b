package io.practiceops.practice.parsing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How a worker is started: a JVM like this one on the same class path, small and shut in. */
final class WorkerCommand {

    private static final String SPRING_BOOT_LAUNCHER =
            "org.springframework.boot.loader.launch.PropertiesLauncher";

    private WorkerCommand() {}

    static List<String> of(int heapMegabytes, Path scratch) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(machine(heapMegabytes, scratch));
        command.addAll(restrictions());
        command.addAll(program());
        command.add(scratch.toString());
        return command;
    }

    private static List<String> machine(int heapMegabytes, Path scratch) {
        return List.of(
                "-Xms16m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:+ExitOnOutOfMemoryError",
                // Nothing of a file stays behind in a dump, and nothing outside the scratch folder.
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + scratch.resolve("crash.log"),
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-Djava.io.tmpdir=" + scratch,
                "-Duser.home=" + scratch);
    }

    private static List<String> restrictions() {
        return List.of(
                "-Djava.awt.headless=true",
                // An XML parser must not follow what a document points at: no file, no network.
                "-Djavax.xml.accessExternalDTD=",
                "-Djavax.xml.accessExternalSchema=",
                "-Djavax.xml.accessExternalStylesheet=",
                // Debug lines of a parser would hold the text of a client's document.
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider");
    }

    /**
     * The class path is this JVM's own. In a Spring Boot jar that was not extracted only Boot's
     * launcher stands on it, so the launcher is asked to start the worker.
     */
    private static List<String> program() {
        var worker = Worker.class.getName();
        var classPath = absolute(System.getProperty("java.class.path"));
        var resource = worker.replace('.', '/') + ".class";
        if (ClassLoader.getSystemResource(resource) != null) {
            return List.of("-cp", classPath, worker);
        }
        return List.of("-Dloader.main=" + worker, "-cp", classPath, SPRING_BOOT_LAUNCHER);
    }

    /** The worker's working folder is its scratch folder, so relative entries would be lost. */
    private static String absolute(String classPath) {
        var separator = System.getProperty("path.separator");
        var entries = new ArrayList<String>();
        for (var entry : classPath.split(Pattern.quote(separator), -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(separator, entries);
    }
}
