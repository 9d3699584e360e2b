package io.practiceops.practice.documents;

import io.practiceops.foundation.jobs.Tasks;
import io.practiceops.practice.parsing.Lane;
import io.practiceops.practice.parsing.Parsing;
import io.practiceops.practice.parsing.ParsingFailed;
import io.practiceops.practice.vault.Vault;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes documents searchable. The parsing, which takes long, holds no transaction. */
@Component
class Reader {

    private final Releases releases;
    private final DocumentStore documents;
    private final Vault vault;
    private final Parsing parsing;
    private final Tasks tasks;
    private final TransactionTemplate transaction;

    Reader(
            Releases releases,
            DocumentStore documents,
            Vault vault,
            Parsing parsing,
            Tasks tasks,
            PlatformTransactionManager transactions) {
        this.releases = releases;
        this.documents = documents;
        this.vault = vault;
        this.parsing = parsing;
        this.tasks = tasks;
        this.transaction = new TransactionTemplate(transactions);
    }

    @EventListener
    void stored(VersionStored stored) {
        tasks.schedule(new ReadText(stored.documentId(), stored.number()));
    }

    /** Reading a version twice ends the same way. */
    void read(ReadText task) {
        Objects.requireNonNull(
                        transaction.execute(_ -> releases.find(task.document(), number(task))))
                .filter(version -> version.reading() == Version.Reading.WAITING)
                .ifPresent(this::read);
    }

    private int number(ReadText task) {
        return task.number() > 0
                ? task.number()
                : documents.find(task.document()).map(one -> one.current().number()).orElse(0);
    }

    private void read(Version version) {
        try (var file = vault.plain(version.sha256())) {
            var text = parsing.text(Lane.BACKGROUND, file.path(), version.fileName());
            var reading =
                    text.text().isBlank() ? Version.Reading.NO_TEXT : Version.Reading.SEARCHABLE;
            transaction.executeWithoutResult(_ -> {
                release(version, text.mediaType());
                releases.read(
                        version.documentId(),
                        version.number(),
                        reading,
                        text.pages(),
                        null,
                        text.text());
            });
        } catch (ParsingFailed failed) {
            var type = failed.mediaType() == null ? version.mediaType() : failed.mediaType();
            transaction.executeWithoutResult(_ -> {
                release(version, type);
                releases.read(
                        version.documentId(),
                        version.number(),
                        Version.Reading.UNREADABLE,
                        null,
                        failed.getMessage(),
                        "");
            });
        }
    }

    private void release(Version version, String mediaType) {
        releases.release(version.documentId(), version.number(), mediaType);
    }
}
