package io.practiceops.foundation.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys below a folder in the order of their letters, as an S3 store lists them. */
final class FolderWalk {

    private final Path root;
    private final String prefix;
    private final @Nullable String after;

    FolderWalk(Path root, String prefix, @Nullable String after) {
        this.root = root;
        this.prefix = prefix;
        this.after = after;
    }

    Stream<String> keys() {
        return below("");
    }

    /** A folder counts as its name with a slash, which is where its keys stand among the others. */
    private Stream<String> below(String folder) {
        return names(folder).flatMap(key -> key.endsWith("/") ? below(key) : Stream.of(key));
    }

    private Stream<String> names(String folder) {
        try (var files = Files.list(root.resolve(folder))) {
            return files
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .map(file -> folder + file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
                    .filter(this::mayHold)
                    .sorted(Comparator.naturalOrder())
                    .toList()
                    .stream();
        } catch (NoSuchFileException gone) {
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean mayHold(String key) {
        if (!key.endsWith("/")) {
            return key.startsWith(prefix) && (after == null || key.compareTo(after) > 0);
        }
        var isOnTheWay = key.startsWith(prefix) || prefix.startsWith(key);
        return isOnTheWay && (after == null || after.startsWith(key) || key.compareTo(after) > 0);
    }
}
