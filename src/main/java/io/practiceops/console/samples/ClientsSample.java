package io.practiceops.console.samples;

import io.practiceops.foundation.kernel.Sample;
import io.practiceops.practice.clients.Client;
import io.practiceops.practice.clients.ClientDetails;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.documents.NewDocument;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The clients of the demo practice and their papers. */
@Component
class ClientsSample implements Sample {

    private final Clients clients;
    private final Documents documents;

    ClientsSample(Clients clients, Documents documents) {
        this.clients = clients;
        this.documents = documents;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public void create() {
        var samples = new SampleDocuments();
        var ids = new HashMap<String, UUID>();
        for (var client : samples.clients()) {
            ids.put(client.key(), clients.take(details(client)).id());
        }
        for (var document : samples.documents()) {
            var id = ids.get(document.clientKey());
            if (id == null) {
                throw new IllegalStateException(
                        "No sample client is called " + document.clientKey());
            }
            documents.upload(
                    new NewDocument(id, document.fileName(), category(document)),
                    new ByteArrayInputStream(document.content()));
        }
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
