package io.practiceops.foundation.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The account of the operating system that PostgreSQL runs as: our own, or, since PostgreSQL
 * refuses to run as root, an existing unprivileged one that root lends it.
 *
 * @param prefix what a command begins with to run as that account; empty when it is our own
 */
record PostgresAccount(String name, int uid, int gid, List<String> prefix) {

    static final String VARIABLE = "PRACTICEOPS_POSTGRES_ACCOUNT";

    private static final int ROOT = 0;

    /**
     * The account for this process: {@link #VARIABLE}, {@code postgres} or {@code nobody} for root.
     */
    static PostgresAccount detect(Map<String, String> environment) throws IOException {
        var self = Path.of("/proc/self");
        int uid = (int) Files.getAttribute(self, "unix:uid");
        if (uid != ROOT) {
            int gid = (int) Files.getAttribute(self, "unix:gid");
            return new PostgresAccount(System.getProperty("user.name"), uid, gid, List.of());
        }
        requireSetpriv();
        var chosen = environment.get(VARIABLE);
        if (chosen != null && !chosen.isBlank()) {
            return named(chosen.strip());
        }
        return named(id("-u", "postgres") != null ? "postgres" : "nobody");
    }

    /** The commands of {@code command}, run as this account. */
    List<String> command(List<String> command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Gives one file or directory to the account. */
    void own(Path path) throws IOException {
        if (isBorrowed()) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Gives a data directory to the account if another one had it; refuses where we may not. */
    void ownTree(Path directory) throws IOException {
        int owner = (int) Files.getAttribute(directory, "unix:uid");
        if (owner == uid) {
            return;
        }
        if (!isBorrowed()) {
            throw new DatabaseRefused(
                    ("%s belongs to user id %d, and this process runs as %s. Start PracticeOps as"
                                    + " the account it was started as before, or hand the directory"
                                    + " over: chown -R %s %s")
                            .formatted(directory, owner, name, name, directory));
        }
        try (var paths = Files.walk(directory)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                own(path);
            }
        }
    }

    /** Makes a directory that the account can pass through, unless it is there already. */
    void makePassable(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            var mode = PosixFilePermissions.fromString(isBorrowed() ? "rwx--x--x" : "rwx------");
            Files.setPosixFilePermissions(directory, mode);
        }
    }

    /**
     * Refuses a directory that the account cannot get into, and names the one that bars the way.
     */
    void requireReach(Path directory) {
        if (!isBorrowed() || canEnter(directory)) {
            return;
        }
        var way = directory.getRoot();
        for (var step : directory) {
            way = way.resolve(step);
            if (!canEnter(way)) {
                break;
            }
        }
        throw new DatabaseRefused(
                ("PostgreSQL does not run as root; it runs as the account %s, which cannot enter"
                                + " %s on the way to %s. Set PRACTICEOPS_HOME to a place it can"
                                + " reach, such as /var/lib/practiceops, or open the way: chmod o+x"
                                + " %s")
                        .formatted(name, way, directory, way));
    }

    boolean isBorrowed() {
        return !prefix.isEmpty();
    }

    private boolean canEnter(Path directory) {
        return ChildProcess.run(command(List.of("test", "-x", directory.toString()))).succeeded();
    }

    private static void requireSetpriv() {
        for (var directory : System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            if (Files.isExecutable(Path.of(directory, "setpriv"))) {
                return;
            }
        }
        throw new DatabaseRefused(
                "PostgreSQL does not run as root, and the program setpriv, which starts it as"
                        + " another account, is missing. Install util-linux, or start PracticeOps"
                        + " as an ordinary user.");
    }

    private static PostgresAccount named(String name) {
        var uid = id("-u", name);
        var gid = id("-g", name);
        if (uid == null || gid == null || uid == ROOT) {
            throw new DatabaseRefused(
                    ("PostgreSQL does not run as root, and \"%s\" is no unprivileged account here."
                                    + " Set %s to one that exists; useradd --system makes one.")
                            .formatted(name, VARIABLE));
        }
        var prefix =
                List.of(
                        "setpriv",
                        "--reuid=" + uid,
                        "--regid=" + gid,
                        "--clear-groups",
                        "--inh-caps=-all",
                        "--no-new-privs",
                        "--");
        return new PostgresAccount(name, uid, gid, prefix);
    }

    private static @Nullable Integer id(String what, String account) {
        var id = ChildProcess.run(List.of("id", what, "--", account));
        return id.succeeded() ? Integer.valueOf(id.output().strip()) : null;
    }
}
