package io.practiceops.practice.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.console.samples.SamplePdf;
import io.practiceops.foundation.storage.ObjectStore;
import io.practiceops.practice.parsing.TestFiles;
import io.practiceops.trust.audit.AuditTrail;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@InPractice
class DocumentApiTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;
    private String client;

    DocumentApiTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
        client =
                api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada\"}")
                        .json()
                        .path("id")
                        .asString();
    }

    @Test
    void anUploadedPdfIsFoundByAWordInsideIt() throws Exception {
        var uploaded =
                api.upload(client, "lease.pdf", TestFiles.pdf("The tenant keeps the cormorant."));
        assertThat(uploaded.status()).isEqualTo(201);

        awaitReading(uploaded.header("Location"), "SEARCHABLE");
        var hits = api.get("/api/v1/documents?q=cormorants").json().path("items");

        assertThat(hits.findValuesAsString("name")).containsExactly("lease.pdf");
        assertThat(hits.get(0).path("snippet").asString()).contains("**cormorant**");
    }

    @Test
    void aDownloadIsTheSameBytesAndOnRecord() throws Exception {
        var content = TestFiles.pdf("x");
        var place = api.upload(client, "a.pdf", content).header("Location");

        assertThat(api.awaitRead(place).at("/current/state").asString()).isEqualTo("RELEASED");
        var download = api.get(place + "/content");

        assertThat(download.response().body()).isEqualTo(content);
        assertThat(download.header("Content-Disposition"))
                .startsWith("attachment")
                .contains("a.pdf");
        assertThat(download.header("X-Content-Type-Options")).isEqualTo("nosniff");
        var id = place.substring(place.lastIndexOf('/') + 1);
        var history =
                firm.asSystem(
                        () -> application.getBean(AuditTrail.class).historyOf("document", id, 10));
        assertThat(history.stream().map(entry -> entry.action()))
                .contains("document.downloaded", "document.uploaded");
    }

    @Test
    void aRangeOfADownloadIsThatPartAlone() throws Exception {
        var content = TestFiles.pdf("x");
        var place = api.upload(client, "a.pdf", content).header("Location");

        awaitReading(place, "SEARCHABLE");
        var part = api.get(place + "/content", "Range", "bytes=10-19");

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.response().body()).isEqualTo(Arrays.copyOfRange(content, 10, 20));
        assertThat(part.header("Content-Range")).isEqualTo("bytes 10-19/" + content.length);
    }

    @Test
    void whoeverSeesHowADocumentBeginsIsOnRecord() {
        var place =
                api.upload(client, "a.pdf", SamplePdf.saying("The cormorant.")).header("Location");
        awaitReading(place, "SEARCHABLE");
        var id = UUID.fromString(place.substring(place.lastIndexOf('/') + 1));

        var beginning = firm.asSystem(() -> application.getBean(Documents.class).preview(id));

        assertThat(beginning).contains("cormorant");
        var history =
                firm.asSystem(
                        () -> application.getBean(AuditTrail.class).historyOf("document", id, 10));
        assertThat(history).extracting(entry -> entry.action()).contains("document.previewed");
    }

    @Test
    void anEmptyFileIsRefused() {
        var answer = api.upload(client, "a.pdf", new byte[0]);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("fields").get(0).path("name").asString()).isEqualTo("file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "setup.exe", "really.pdf"})
    void aProgramIsRefusedWhateverItIsCalled(String name) {
        assertThat(api.upload(client, name, TestFiles.program()).problem())
                .isEqualTo("unsupported-type");
    }

    @Test
    void aFileOverTheLimitIsRefusedAndNothingIsKept() throws IOException {
        var answer = api.upload(client, "big.pdf", new byte[21 << 20]);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(api.get("/api/v1/documents").json().path("items").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd.pdf", "C:\\\\temp\\\\passwd.pdf", "/passwd.pdf"})
    void ofANameWithFoldersTheLastPartCounts(String name) throws Exception {
        var answer = api.upload(client, name, TestFiles.pdf("x"));

        assertThat(answer.json().path("name").asString()).isEqualTo("passwd.pdf");
    }

    @Test
    void equalBytesAreKeptOnceAndNothingIsLeftBehind() throws Exception {
        var content = TestFiles.pdf("twice");
        api.upload(client, "one.pdf", content);
        api.upload(client, "two.pdf", content);

        var store = application.getBean(ObjectStore.class);
        assertThat(store.list("vault/" + firm.id() + "/", null, 10)).hasSize(1);
    }

    @Test
    void anUploadRepeatedWithItsKeyIsOneDocument() throws Exception {
        var content = TestFiles.pdf("once");
        var first = api.upload(client, "a.pdf", content, "Idempotency-Key", "u1");
        var again = api.upload(client, "a.pdf", content, "Idempotency-Key", "u1");
        var other = api.upload(client, "b.pdf", content, "Idempotency-Key", "u1");

        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(api.get("/api/v1/documents").json().path("items").size()).isEqualTo(1);
    }

    @Test
    void aDocumentForAClientThatIsNotOursIsRefused() throws Exception {
        assertThat(api.upload(UUID.randomUUID().toString(), "a.pdf", TestFiles.pdf("x")).status())
                .isEqualTo(404);
        assertThat(api.upload("no id", "a.pdf", TestFiles.pdf("x")).status()).isEqualTo(400);
    }

    @Test
    void aFileThatCannotBeReadIsKeptAndSaysWhy() {
        var place =
                api.upload(client, "broken.pdf", "%PDF-1.7 and then nothing".getBytes(UTF_8))
                        .header("Location");

        awaitReading(place, "UNREADABLE");
        assertThat(api.get(place).json().at("/current/why").asString()).contains("save it again");
    }

    private void awaitReading(String place, String reading) {
        assertThat(api.awaitRead(place).at("/current/reading").asString()).isEqualTo(reading);
    }
}
