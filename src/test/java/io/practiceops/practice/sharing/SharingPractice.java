package io.practiceops.practice.sharing;

import io.practiceops.Api;
import io.practiceops.TestFirm;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.practice.documents.Disposal;
import io.practiceops.practice.retention.LetGo;
import io.practiceops.trust.access.Role;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A firm with a client, whose documents are shared in a test. */
final class SharingPractice {

    final ApplicationContext application;
    final TestFirm firm;
    final Api api;
    final String client;
    final MovableClock clock;
    private final int port;

    SharingPractice(ApplicationContext application, int port) {
        this.application = application;
        this.port = port;
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
        clock = application.getBean(MovableClock.class);
        client =
                api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada Palmer\"}")
                        .json()
                        .path("id")
                        .asString();
    }

    Stranger stranger() {
        return new Stranger(port);
    }

    Api staff(String name) {
        firm.add(name, Role.STAFF);
        return new Api(port, firm.keyOf(name));
    }

    /** A document that may be opened. */
    String document(String name, byte[] content) {
        var id = api.upload(client, name, content).json().path("id").asString();
        release(id);
        return id;
    }

    /** Waits until the pipeline is through with its newest version. */
    void release(String document) {
        api.awaitRead("/api/v1/documents/" + document);
    }

    void block(String document, int number) {
        inTransaction(() ->
                application
                        .getBean(JdbcClient.class)
                        .sql(
                                """
                                UPDATE document_version SET state = 'BLOCKED', why = 'Eicar'
                                 WHERE document_id = ?::uuid AND number = ?
                                """)
                        .param(document)
                        .param(number)
                        .update());
    }

    /** Disposes of it, years before its time. */
    void dispose(String document) {
        var id = UUID.fromString(document);
        LetGo.of(application, id);
        firm.asSystem(() -> application.getBean(Disposal.class).dispose(id, "its time is over"));
    }

    void inTransaction(Runnable work) {
        firm.<Boolean>asSystem(() -> {
            new TransactionTemplate(application.getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(_ -> work.run());
            return true;
        });
    }

    /** The path of a link to a document, for its recipient. */
    String share(String document, String more) {
        return share(api, document, more);
    }

    static String share(Api by, String document, String more) {
        var answer =
                by.post(
                        "/api/v1/shares",
                        "{\"recipient\":\"Ada Palmer\",\"documents\":[\"%s\"]%s}"
                                .formatted(document, more));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.text());
        }
        return Stranger.path(answer.json().path("url").asString());
    }

    /** The only link of a document. */
    Share of(String document) {
        return firm.asSystem(
                () -> application.getBean(Shares.class).of(UUID.fromString(document)).getFirst());
    }

    java.util.List<LinkEvent> log(UUID link) {
        return firm.asSystem(() -> application.getBean(Shares.class).log(link, null, 200).items());
    }
}
