package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Check;
import io.practiceops.foundation.kernel.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;

/** Whether the folder that keeps the documents takes and gives back bytes. */
@Component
class DocumentsCheck implements Check {

    private static final byte[] PROBE = {1};

    private final Path folder;

    DocumentsCheck(Home home) {
        this.folder = home.resolve("documents");
    }

    @Override
    public String name() {
        return "documents";
    }

    @Override
    public String title() {
        return "Document store";
    }

    @Override
    public Result look() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("folder", folder.toString());
        try {
            var incoming = Files.createDirectories(folder.resolve("incoming"));
            var probe = Files.createTempFile(incoming, "probe-", ".part");
            try {
                Files.write(probe, PROBE);
                facts.put("bytes written and read", Files.readAllBytes(probe).length);
            } finally {
                Files.deleteIfExists(probe);
            }
            return Result.good("The folder takes files and gives them back.", facts);
        } catch (IOException e) {
            return Result.bad(
                    "No document can be stored: %s.".formatted(e.getClass().getSimpleName()),
                    facts,
                    "Look whether the folder exists, belongs to the account PracticeOps runs as, and has room.");
        }
    }
}
