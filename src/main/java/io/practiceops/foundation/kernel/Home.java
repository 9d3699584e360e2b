package io.practiceops.foundation.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The data folder of this installation, {@code PRACTICEOPS_HOME}. */
public record Home(Path folder) {

    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    public Path resolve(String name) {
        return folder.resolve(name);
    }

    /** Where decrypted bytes lie while they are worked on; after a kill the vault sweeps it. */
    public Path plain() {
        return folder.resolve("tmp").resolve("plain");
    }

    /** A new folder below {@link #plain}, this account's alone. Whoever asks removes it soon. */
    public Path privateFolder() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(plain()), "");
    }
}
