package io.practiceops.practice.documents;

import io.practiceops.foundation.jobs.Tasks;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Home;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.practice.parsing.Lane;
import io.practiceops.practice.parsing.Mail;
import io.practiceops.practice.parsing.Parsing;
import io.practiceops.practice.parsing.ParsingFailed;
import io.practiceops.practice.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * Makes documents of what is attached to e-mails, once each. They stand beside the mail, checked
 * and read like any other.
 */
@Component
class Mails {

    /** A mail in a mail in a mail: deeper, attachments stay inside. */
    static final int DEEPEST = 3;

    private static final Set<String> TYPES =
            Set.of("message/rfc822", "application/vnd.ms-outlook", "application/mbox");

    /** What trying again does not mend. */
    private static final Set<ProblemType> REFUSALS =
            EnumSet.of(
                    ProblemType.INVALID_INPUT, ProblemType.UNSUPPORTED_TYPE, ProblemType.TOO_LARGE);

    private final MailStore store;
    private final DocumentStore documents;
    private final VersionStore versions;
    private final Documents uploads;
    private final DocumentReaders readers;
    private final Arrivals arrivals;
    private final Vault vault;
    private final Parsing parsing;
    private final Tasks tasks;
    private final TransactionTemplate transaction;
    private final Home home;

    Mails(
            MailStore store,
            DocumentStore documents,
            VersionStore versions,
            Documents uploads,
            DocumentReaders readers,
            Arrivals arrivals,
            Vault vault,
            Parsing parsing,
            Tasks tasks,
            PlatformTransactionManager transactions,
            Home home) {
        this.store = store;
        this.documents = documents;
        this.versions = versions;
        this.uploads = uploads;
        this.readers = readers;
        this.arrivals = arrivals;
        this.vault = vault;
        this.parsing = parsing;
        this.tasks = tasks;
        this.transaction = new TransactionTemplate(transactions);
        this.home = home;
    }

    static boolean isMail(Version version) {
        return TYPES.contains(version.mediaType());
    }

    @EventListener
    void released(VersionReleased released) {
        if (TYPES.contains(released.mediaType())) {
            tasks.schedule(new UnpackMail(released.documentId(), released.number()));
        }
    }

    /** Doing it twice, or going on after it broke off, ends the same way. */
    void unpack(UnpackMail task) throws IOException {
        var version =
                transaction
                        .execute(_ -> versions.find(task.document(), task.number()))
                        .filter(one -> one.state() == Version.State.RELEASED)
                        .filter(one -> !wasUnpacked(one));
        if (version.isEmpty()) {
            return;
        }
        var folder = home.privateFolder();
        try {
            unpack(version.get(), folder);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** A restored version gives nothing that the one it is made of did not give. */
    private boolean wasUnpacked(Version version) {
        return Boolean.TRUE.equals(
                transaction.execute(
                        _ -> store.wasUnpacked(version.documentId(), version.number())));
    }

    private void unpack(Version version, Path folder) throws IOException {
        Mail mail;
        try (var file = vault.plain(version.sha256())) {
            mail = parsing.mail(Lane.BACKGROUND, file.path(), version.fileName(), folder);
        } catch (ParsingFailed failed) {
            transaction.executeWithoutResult(_ ->
                    store.insertUnreadable(
                            version.documentId(),
                            version.number(),
                            String.valueOf(failed.getMessage())));
            return;
        }
        transaction.executeWithoutResult(
                _ -> store.insert(version.documentId(), version.number(), mail));
        for (var i = 0; i < mail.attachments().size(); i++) {
            attachment(version, i + 1, mail.attachments().get(i));
        }
    }

    private void attachment(Version version, int part, Mail.Attachment attachment)
            throws IOException {
        var mail =
                Objects.requireNonNull(
                        transaction.execute(_ -> documents.find(version.documentId())));
        var dealtWith =
                transaction.execute(
                        _ -> store.isDealtWith(version.documentId(), version.number(), part));
        // A picture in the text belongs to the mail, as a letterhead does to a letter.
        if (mail.isEmpty() || Boolean.TRUE.equals(dealtWith) || attachment.inline()) {
            return;
        }
        try {
            if (isTooDeep(mail.get())) {
                throw Problem.invalid(
                        "file",
                        "It is a mail within a mail within a mail; what is deeper stays inside.");
            }
            store(version, part, attachment);
        } catch (Problem problem) {
            if (!REFUSALS.contains(problem.type())) {
                throw problem;
            }
            transaction.executeWithoutResult(_ ->
                    store.insertPart(
                            version.documentId(),
                            version.number(),
                            part,
                            attachment.name(),
                            problem.detail()));
        }
    }

    private boolean isTooDeep(Document mail) {
        return Objects.requireNonNull(transaction.execute(_ -> store.depth(mail.id()))) >= DEEPEST;
    }

    private void store(Version version, int part, Mail.Attachment attachment) throws IOException {
        var name = DocumentDetails.fileName(attachment.name());
        try (var bytes = Files.newInputStream(attachment.file());
                var arrival = arrivals.receive(name, bytes)) {
            Acting.as(
                    Actor.system("e-mail attachments", Acting.firm()),
                    () -> transaction.executeWithoutResult(_ -> record(version, part, arrival)));
        }
    }

    /** The mail is held first, as where it ends; it is asked as it is filed now. */
    private void record(Version version, int part, Arrivals.Arrived arrival) {
        var id = version.documentId();
        var mail = documents.findForUpdate(id);
        var name = arrival.fileName();
        if (mail.isEmpty() || !store.insertPart(id, version.number(), part, name, null)) {
            return;
        }
        var became =
                store.becameBefore(id, version.number(), name, arrival.bytes().sha256())
                        .orElseGet(() -> document(mail.get(), arrival));
        store.becameDocument(id, version.number(), part, became);
    }

    /** Beside the mail, and for those alone for whom the mail is. */
    private UUID document(Document mail, Arrivals.Arrived arrival) {
        var was = mail.details();
        var details =
                new DocumentDetails(
                        was.clientId(),
                        arrival.fileName(),
                        was.folder(),
                        guess(arrival.fileName(), was.category()),
                        was.classification(),
                        was.year(),
                        was.tags());
        var part = uploads.record(details, mail.id(), arrival);
        readers.asOf(mail, part);
        return part.id();
    }

    /** By its name; what it says decides later. */
    private static Document.Category guess(String name, Document.Category otherwise) {
        var words = name.toLowerCase(Locale.ROOT);
        if (words.contains("invoice")) {
            return Document.Category.INVOICE;
        }
        if (words.contains("statement")) {
            return Document.Category.BANK_STATEMENT;
        }
        if (words.matches(".*\\b(w-?2|1099|1098|k-?1)\\b.*")) {
            return Document.Category.TAX_FORM;
        }
        return otherwise;
    }

    /** What the mail in that version says of itself; empty before it is taken apart. */
    Optional<MailLetter> find(UUID document, int number) {
        return Objects.requireNonNull(transaction.execute(_ -> store.find(document, number)));
    }
}
