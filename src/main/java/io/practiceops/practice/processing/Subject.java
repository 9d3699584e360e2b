package io.practiceops.practice.processing;

import io.practiceops.practice.documents.Version;
import io.practiceops.practice.vault.PlainFile;
import io.practiceops.practice.vault.Vault;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A version at a stage. Its bytes are decrypted when first asked for, and wiped at the end. */
final class Subject implements AutoCloseable {

    private final Run run;
    private final Version version;
    private final Vault vault;
    private @Nullable PlainFile file;

    Subject(Run run, Version version, Vault vault) {
        this.run = run;
        this.version = version;
        this.vault = vault;
    }

    Run run() {
        return run;
    }

    Version version() {
        return version;
    }

    UUID document() {
        return run.document();
    }

    int number() {
        return run.number();
    }

    String name() {
        return version.fileName();
    }

    /** For a program that opens files. */
    Path file() {
        var plain = file;
        if (plain == null) {
            plain = vault.plain(version.sha256());
            file = plain;
        }
        return plain.path();
    }

    /** Beside the bytes, for whoever looks at them; outside any transaction. */
    void keep(String name, byte[] derived) {
        vault.keepDerived(version.sha256(), name, derived);
    }

    InputStream bytes() {
        return vault.open(version.sha256());
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
