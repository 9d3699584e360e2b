package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.database.DurableFiles;
import io.practiceops.foundation.kernel.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * One file a checkpoint, {@code 2026/11/22/<size>.checkpoint}, never overwritten, and {@code
 * latest} beside the years. From the second era on, below {@code era-<number>}.
 */
@Component
@Order(1)
class FolderSink implements CheckpointSink {

    private static final String LATEST = "latest";

    private final Path folder;

    FolderSink(Home home, SealingSettings settings) {
        var set = settings.anchor().folder();
        this.folder = (set == null ? home.resolve("anchors") : set).toAbsolutePath();
    }

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public String place() {
        try {
            return folder + " on " + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return folder.toString();
        }
    }

    @Override
    public void put(SignedCheckpoint checkpoint) throws IOException {
        var file = file(checkpoint);
        Files.createDirectories(DurableFiles.parent(file));
        if (!DurableFiles.create(file, checkpoint.note())) {
            var there = Files.readString(file, UTF_8);
            if (!there.equals(checkpoint.note())) {
                throw new Forked(file.toString(), there);
            }
        }
        DurableFiles.replace(folder.resolve(LATEST), checkpoint.note());
    }

    @Override
    public Optional<String> latest() throws IOException {
        return read(folder.resolve(LATEST));
    }

    /** The note of that size as it is there. */
    Optional<String> find(SignedCheckpoint checkpoint) throws IOException {
        return read(file(checkpoint));
    }

    Path folder() {
        return folder;
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file, UTF_8));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private Path file(SignedCheckpoint checkpoint) {
        var day = checkpoint.at().atZone(UTC);
        var top = checkpoint.era() == 1 ? folder : folder.resolve("era-" + checkpoint.era());
        return top.resolve(
                "%04d/%02d/%02d/%d.checkpoint"
                        .formatted(
                                day.getYear(),
                                day.getMonthValue(),
                                day.getDayOfMonth(),
                                checkpoint.size()));
    }
}
