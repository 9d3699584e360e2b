package io.practiceops.practice.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.practice.parsing.TestFiles;
import io.practiceops.practice.retention.LetGo;
import io.practiceops.trust.access.Role;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@InPractice
class VersionTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;
    private Api colleague;
    private String place;
    private byte[] first;

    VersionTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aDocument() throws IOException {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
        firm.add("sam", Role.STAFF);
        colleague = new Api(port, firm.keyOf("sam"));
        var client =
                api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada\"}")
                        .json()
                        .path("id")
                        .asString();
        first = TestFiles.pdf("The first cormorant.");
        place = api.upload(client, "lease.pdf", first).header("Location");
        api.awaitRead(place);
    }

    private Api.Answer add(Api by, String from, String text) throws IOException {
        return by.sendFile(place + "/versions", "from", from, "lease.pdf", TestFiles.pdf(text));
    }

    @Test
    void eachVersionStaysAndTheNewestIsFound() throws Exception {
        assertThat(add(api, "1", "The second pelican.").status()).isEqualTo(201);
        api.awaitRead(place);

        assertThat(api.get(place + "/versions").json().findValues("number")).hasSize(2);
        assertThat(api.get("/api/v1/documents?q=pelican").json().path("items").size()).isEqualTo(1);
        assertThat(api.get("/api/v1/documents?q=cormorant").json().path("items").size()).isZero();
        assertThat(api.get(place + "/versions/1/content").response().body()).isEqualTo(first);
    }

    @Test
    void whatWasMadeFromAnOlderVersionIsRefused() throws Exception {
        add(api, "1", "two");

        var late = add(colleague, "1", "also two");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("version 2 is there meanwhile");
    }

    @Test
    void ofManyAtOnceMadeFromTheSameVersionOneWins() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    threads.invokeAll(
                            IntStream.range(0, 8)
                                    .<Callable<Integer>>mapToObj(
                                            i -> () -> add(api, "1", "text " + i).status())
                                    .toList());
            assertThat(answers).extracting(answer -> answer.get()).containsOnlyOnce(201);
        }
        assertThat(api.get(place + "/versions").json().size()).isEqualTo(2);
    }

    @Test
    void restoringMakesANewVersionWithTheOldBytes() throws Exception {
        add(api, "1", "The second pelican.");
        api.awaitRead(place);

        var restored = api.post(place + "/versions/1/restore", "");

        assertThat(restored.json().path("number").asInt()).isEqualTo(3);
        assertThat(restored.json().path("restoredFrom").asInt()).isEqualTo(1);
        api.awaitRead(place);
        assertThat(api.get(place + "/content").response().body()).isEqualTo(first);
        assertThat(api.get("/api/v1/documents?q=cormorant").json().path("items").size())
                .isEqualTo(1);
        assertThat(api.post(place + "/versions/3/restore", "").status()).isEqualTo(409);
    }

    @Test
    void whatSomebodyHasCheckedOutNobodyElseChanges() throws Exception {
        assertThat(colleague.put(place + "/check-out", "").status()).isEqualTo(200);

        assertThat(add(api, "1", "mine").status()).isEqualTo(409);
        assertThat(api.put(place + "/check-out", "").status()).isEqualTo(409);
        assertThat(add(colleague, "1", "theirs").status()).isEqualTo(201);
        assertThat(api.get(place).json().path("checkOut").isMissingNode()).isTrue();
        assertThat(add(api, "2", "mine").status()).isEqualTo(201);
    }

    @Test
    void onlyTheHolderAndWhoMayUnlockEndACheckOut() {
        api.put(place + "/check-out", "");
        assertThat(colleague.delete(place + "/check-out").status()).isEqualTo(403);

        colleague.delete(place + "/check-out");
        assertThat(api.delete(place + "/check-out").status()).isEqualTo(200);
        colleague.put(place + "/check-out", "");
        assertThat(api.delete(place + "/check-out").json().path("checkOut").isMissingNode())
                .isTrue();
    }

    @Test
    void theBytesOfAVersionCannotBeExchangedByTheApplication() {
        var jdbc = application.getBean(JdbcClient.class);
        var transaction = application.getBean(TransactionTemplate.class);
        assertThatThrownBy(() ->
                        firm.asSystem(() ->
                                transaction.execute(_ ->
                                        jdbc.sql("UPDATE document_version SET sha256 = sha256")
                                                .update())))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("document_version");
    }

    @Test
    void whatIsDisposedOfLeavesAStoneAndNothingElse() {
        var id = UUID.fromString(place.substring(place.lastIndexOf('/') + 1));
        var disposal = application.getBean(Disposal.class);
        LetGo.of(application, id);

        firm.asSystem(() -> disposal.dispose(id, "The time of keeping it is over."));

        assertThat(api.get(place).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/documents?q=cormorant").json().path("items").size()).isZero();
        var stone = firm.asSystem(() -> disposal.tombstone(id)).orElseThrow();
        assertThat(stone.sha256()).hasSize(1);
        assertThat(stone.because()).contains("is over");
    }

    @Test
    void equalFilesAreOneObjectAndTheLastDisposalTakesItsKeyOfThisFirmAlone() throws Exception {
        var twin = upload(api, "lease again.pdf");
        var other = new TestFirm(application);
        var otherApi = new Api(port, other.ownerKey());
        var theirs = upload(otherApi, "lease.pdf");
        assertThat(objects(firm)).isEqualTo(1);

        dispose(place);
        assertThat(api.get(twin + "/content").response().body()).isEqualTo(first);
        dispose(twin);

        assertThat(objects(firm)).isZero();
        assertThat(otherApi.get(theirs + "/content").response().body()).isEqualTo(first);
    }

    private String upload(Api by, String name) {
        var client =
                by.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Bo\"}")
                        .json()
                        .path("id")
                        .asString();
        var uploaded = by.upload(client, name, first).header("Location");
        by.awaitRead(uploaded);
        return uploaded;
    }

    private void dispose(String document) {
        var id = UUID.fromString(document.substring(document.lastIndexOf('/') + 1));
        LetGo.of(application, id);
        firm.asSystem(() ->
                application.getBean(Disposal.class).dispose(id, "The time of keeping it is over."));
    }

    private long objects(TestFirm of) {
        return of.asSystem(() ->
                application
                        .getBean(TransactionTemplate.class)
                        .execute(_ ->
                                application
                                        .getBean(JdbcClient.class)
                                        .sql(
                                                "SELECT count(*) FROM vault_object WHERE sha256 = :sha256")
                                        .param("sha256", sha256(first))
                                        .query(Long.class)
                                        .single()));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
