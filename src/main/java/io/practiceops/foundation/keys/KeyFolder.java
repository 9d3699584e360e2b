package io.practiceops.foundation.keys;

import io.practiceops.foundation.database.DurableFiles;
import io.practiceops.foundation.kernel.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * One file a key, Base64, mode 0600 in a folder of mode 0700: {@code <home>/keys}, or where {@code
 * practiceops.keys.folder} says, which may be a mounted secret.
 */
@Component
class KeyFolder {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final Path folder;

    KeyFolder(Home home, @Value("${practiceops.keys.folder:}") String folder) {
        this.folder = folder.isBlank() ? home.resolve("keys") : Path.of(folder);
    }

    Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("No name for a key: " + name);
        }
        return folder.resolve(name + ".key");
    }

    Optional<byte[]> find(String name) {
        try {
            return Optional.of(Base64.getDecoder().decode(Files.readString(file(name)).strip()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file(name), e);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalStateException(
                    file(name) + " is no key. Put back the file as it was.", notBase64);
        }
    }

    /** Keeps a new key, and hands out the one that is there when somebody was faster. */
    byte[] keep(String name, byte[] key) {
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            DurableFiles.create(file(name), Base64.getEncoder().encodeToString(key) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file(name), e);
        }
        return find(name).orElseThrow();
    }
}
