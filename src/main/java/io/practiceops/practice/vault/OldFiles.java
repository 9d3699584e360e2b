package io.practiceops.practice.vault;

import static java.nio.file.FileVisitResult.CONTINUE;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Removes what is old in a folder in which others work: what goes meanwhile is no failure. */
final class OldFiles extends SimpleFileVisitor<Path> {

    private final Path folder;
    private final Instant before;
    private final boolean folders;
    private int removed;

    private OldFiles(Path folder, Instant before, boolean folders) {
        this.folder = folder;
        this.before = before;
        this.folders = folders;
    }

    /** Files last written before that; how many. */
    static int remove(Path folder, Instant before) throws IOException {
        return walk(new OldFiles(folder, before, false));
    }

    /** Folders in which nothing is, nor was since then; how many. */
    static int removeEmptyFolders(Path folder, Instant before) throws IOException {
        return walk(new OldFiles(folder, before, true));
    }

    private static int walk(OldFiles visitor) throws IOException {
        if (Files.isDirectory(visitor.folder)) {
            Files.walkFileTree(visitor.folder, visitor);
        }
        return visitor.removed;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (!folders && attributes.isRegularFile() && isOld(attributes)) {
            removed += Files.deleteIfExists(file) ? 1 : 0;
        }
        return CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
            throws IOException {
        if (!folders || visited.equals(folder)) {
            return CONTINUE;
        }
        try {
            if (isOld(Files.readAttributes(visited, BasicFileAttributes.class))) {
                removed += Files.deleteIfExists(visited) ? 1 : 0;
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException inUseOrGone) {
            return CONTINUE;
        }
        return CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
        return CONTINUE;
    }

    private boolean isOld(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().toInstant().isBefore(before);
    }
}
