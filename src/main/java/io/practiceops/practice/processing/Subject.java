package io.practiceops.practice.processing;

import io.practiceops.practice.documents.Version;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A version at a stage.
 *
 * @param file its bytes, readable while the stage works
 */
record Subject(Run run, Version version, Path file) {

    UUID document() {
        return run.document();
    }

    int number() {
        return run.number();
    }

    String name() {
        return version.fileName();
    }
}
