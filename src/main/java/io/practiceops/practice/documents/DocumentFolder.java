package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Where uploads arrived before there was a vault, and where the web server takes them in. */
@Component
class DocumentFolder {

    private final Path incoming;
    private final Path arriving;

    DocumentFolder(Home home) {
        this.incoming = home.resolve("documents").resolve("incoming");
        this.arriving = home.resolve("tmp");
    }

    /** Removes what was never given its name, of before that time. */
    int sweep(Instant before) throws IOException {
        return sweep(incoming, before);
    }

    /** Removes what the web server took in for requests that never ended, of before that time. */
    int sweepArriving(Instant before) throws IOException {
        return sweep(arriving, before);
    }

    private static int sweep(Path folder, Instant before) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        List<Path> old;
        try (Stream<Path> files = Files.walk(folder)) {
            old = files.filter(Files::isRegularFile).filter(file -> isOlder(file, before)).toList();
        }
        for (var file : old) {
            Files.deleteIfExists(file);
        }
        return old.size();
    }

    private static boolean isOlder(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException gone) {
            return false;
        }
    }
}
