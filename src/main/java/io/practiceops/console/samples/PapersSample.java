package io.practiceops.console.samples;

import io.practiceops.foundation.jobs.Tasks;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Sample;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.DocumentDetails;
import io.practiceops.practice.documents.Documents;
import io.practiceops.trust.access.User;
import io.practiceops.trust.access.Users;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Papers a client sends: the pipeline tells them apart, and their figures wait for a look. */
@Component
class PapersSample implements Sample {

    private static final String FOLDER = "/samples/papers/";

    private final Clients clients;
    private final Documents documents;
    private final Users users;
    private final Tasks tasks;
    private final TransactionTemplate transaction;

    PapersSample(
            Clients clients,
            Documents documents,
            Users users,
            Tasks tasks,
            PlatformTransactionManager transactions) {
        this.clients = clients;
        this.documents = documents;
        this.users = users;
        this.tasks = tasks;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public int order() {
        return 22;
    }

    @Override
    public void create() {
        var daniel =
                users.all().stream()
                        .filter(user -> user.name().equals("Daniel Okoye"))
                        .findFirst()
                        .orElseThrow();
        Acting.as(
                working(daniel),
                () -> {
                    upload("Adaeze Okafor", "W-2 2025 (scan).pdf", "w2-scan.pdf");
                    looksOver(upload("Adaeze Okafor", "W-2 2024.pdf", "w2.pdf"));
                    upload("Whitcomb Dental Group PA", "Invoice of a supplier.pdf", "invoice.pdf");
                });
    }

    /** Later, when the figures are read. */
    private void looksOver(UUID document) {
        transaction.executeWithoutResult(_ -> tasks.schedule(new SampleCorrection(document, 1)));
    }

    private UUID upload(String name, String as, String file) {
        var client =
                clients.list(null, 200).items().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("No sample client " + name));
        try (var bytes = PapersSample.class.getResourceAsStream(FOLDER + file)) {
            if (bytes == null) {
                throw new IllegalStateException("There is no " + FOLDER + file);
            }
            return documents
                    .upload(new DocumentDetails(client.id(), as, Category.OTHER), bytes)
                    .id();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FOLDER + file, e);
        }
    }

    private static Actor working(User user) {
        var rights = Set.of(Clients.READ.name(), Documents.READ.name(), Documents.WRITE.name());
        return new Actor(Actor.Kind.USER, user.id(), null, user.name(), Acting.firm(), rights);
    }
}
