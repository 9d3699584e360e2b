package io.practiceops.foundation.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The server's log file, rotated when a server starts. */
record PostgresLog(Path file) {

    private static final long ROTATED_AT_BYTES = 10L << 20;
    private static final int KEPT = 4;
    private static final int TAIL_LINES = 15;

    /** Prepares {@code <home>/logs/postgresql.log} for the account. */
    static PostgresLog prepare(Path home, PostgresAccount account) throws IOException {
        var directory = home.resolve("logs");
        account.makePassable(directory);
        account.requireReach(directory);
        var log = new PostgresLog(directory.resolve("postgresql.log"));
        if (log.size() > ROTATED_AT_BYTES) {
            log.rotate();
        }
        if (!Files.exists(log.file)) {
            Files.createFile(log.file, DurableFiles.PRIVATE);
        }
        account.own(log.file);
        return log;
    }

    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** The last lines written since the log had this size. */
    String since(long offset) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var length = Math.min(channel.size() - offset, 1 << 16);
            var bytes = ByteBuffer.allocate((int) Math.max(length, 0));
            channel.read(bytes, channel.size() - bytes.capacity());
            List<String> lines = new String(bytes.array(), UTF_8).lines().toList();
            var tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return String.join("\n", tail);
        }
    }

    void rotate() throws IOException {
        for (var age = KEPT; age > 0; age--) {
            var younger = age == 1 ? file : aged(age - 1);
            if (Files.exists(younger)) {
                Files.move(younger, aged(age), ATOMIC_MOVE);
            }
        }
    }

    private Path aged(int age) {
        return file.resolveSibling(file.getFileName() + "." + age);
    }
}
