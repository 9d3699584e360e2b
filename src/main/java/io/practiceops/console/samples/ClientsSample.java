package io.practiceops.console.samples;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Sample;
import io.practiceops.practice.clients.Client;
import io.practiceops.practice.clients.ClientDetails;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Document.Classification;
import io.practiceops.practice.documents.DocumentDetails;
import io.practiceops.practice.documents.Documents;
import io.practiceops.trust.access.User;
import io.practiceops.trust.access.Users;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The clients of the demo practice and their papers. */
@Component
class ClientsSample implements Sample {

    private static final Pattern YEAR = Pattern.compile("\\b20\\d\\d\\b");

    private final Clients clients;
    private final Documents documents;
    private final Users users;

    ClientsSample(Clients clients, Documents documents, Users users) {
        this.clients = clients;
        this.documents = documents;
        this.users = users;
    }

    @Override
    public int order() {
        return 20;
    }

    /** Noa takes on the clients; who is at home in a paper files it. */
    @Override
    public void create() {
        var samples = new SampleDocuments();
        var ids = new HashMap<String, UUID>();
        var people = users.all().stream().collect(Collectors.toMap(User::name, this::working));
        Acting.as(
                person(people, "Noa Hart"),
                () ->
                        samples.clients()
                                .forEach(client ->
                                        ids.put(client.key(), clients.take(details(client)).id())));
        for (var document : samples.documents()) {
            var client = ids.get(document.clientKey());
            if (client == null) {
                throw new IllegalStateException(
                        "No sample client is called " + document.clientKey());
            }
            var category = category(document);
            Acting.as(
                    person(people, filer(category)),
                    () ->
                            documents.upload(
                                    filed(client, document.fileName(), category),
                                    new ByteArrayInputStream(document.content())));
        }
        mail(ids, people, samples);
    }

    /** A mail with a paper of the client's attached, which becomes a document of its own. */
    private void mail(Map<String, UUID> ids, Map<String, Actor> people, SampleDocuments samples) {
        var client = Objects.requireNonNull(ids.get(SampleMail.CLIENT));
        Acting.as(
                person(people, "Daniel Okoye"),
                () ->
                        documents.upload(
                                new DocumentDetails(
                                        client,
                                        SampleMail.FILE,
                                        "Correspondence",
                                        Category.CORRESPONDENCE,
                                        Classification.CONFIDENTIAL,
                                        null,
                                        List.of("lender")),
                                new ByteArrayInputStream(SampleMail.bytes(samples))));
    }

    private static DocumentDetails filed(UUID client, String name, Category category) {
        var year = YEAR.matcher(name);
        return new DocumentDetails(
                client,
                name,
                folder(category),
                category,
                switch (category) {
                    case TAX_FORM, TAX_RETURN -> Classification.TAX_RETURN_INFO;
                    case MEMORANDUM -> Classification.PRIVILEGED;
                    default -> Classification.CONFIDENTIAL;
                },
                year.find() ? Integer.valueOf(year.group()) : null,
                List.of());
    }

    private static String folder(Category category) {
        return switch (category) {
            case TAX_FORM, TAX_NOTICE, TAX_RETURN -> "Taxes";
            case BANK_STATEMENT -> "Taxes/Bank";
            case ENGAGEMENT_LETTER, INVOICE -> "Engagement";
            case CORRESPONDENCE -> "Correspondence";
            default -> "";
        };
    }

    private static String filer(Category category) {
        return switch (category) {
            case TAX_FORM, TAX_NOTICE, TAX_RETURN, BANK_STATEMENT, FINANCIAL_STATEMENT ->
                    "Daniel Okoye";
            case CONTRACT, COURT_PAPER, CORPORATE_RECORD, MEMORANDUM, IDENTITY -> "Maya Ortiz";
            case ENGAGEMENT_LETTER, INVOICE, CORRESPONDENCE, OTHER -> "Noa Hart";
        };
    }

    private Actor working(User user) {
        var rights =
                Set.of(
                        Clients.READ.name(),
                        Clients.WRITE.name(),
                        Documents.READ.name(),
                        Documents.WRITE.name());
        return new Actor(Actor.Kind.USER, user.id(), null, user.name(), Acting.firm(), rights);
    }

    private static Actor person(Map<String, Actor> people, String name) {
        return Objects.requireNonNull(people.get(name), name);
    }

    private static ClientDetails details(SampleClient client) {
        return new ClientDetails(
                Client.Kind.valueOf(client.kind().name()),
                client.name(),
                client.email(),
                client.phone(),
                client.city(),
                client.state(),
                client.note());
    }

    private static Category category(SampleDocument document) {
        return Category.valueOf(
                document.category().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_'));
    }
}
