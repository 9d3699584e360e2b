package io.practiceops.foundation.kernel;

import java.nio.file.Path;

/** The data folder of this installation, {@code PRACTICEOPS_HOME}. */
public record Home(Path folder) {

    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    public Path resolve(String name) {
        return folder.resolve(name);
    }
}
