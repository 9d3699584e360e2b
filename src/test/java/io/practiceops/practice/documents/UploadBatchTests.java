package io.practiceops.practice.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.Api;
import io.practiceops.Browser;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.parsing.TestFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@InPractice
class UploadBatchTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;
    private String client;
    private String batch;

    UploadBatchTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aBatch() {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
        client =
                api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada\"}")
                        .json()
                        .path("id")
                        .asString();
        batch =
                api.post(
                                "/api/v1/document-batches",
                                """
                                {"client":"%s","name":"Ada 2025","folder":"2025","category":"TAX_FORM",
                                 "classification":"TAX_RETURN_INFO","year":2025,"tags":["season"]}
                                """
                                        .formatted(client))
                        .header("Location");
    }

    private JsonNode announce(String path, long size) {
        return api.post(
                        batch + "/files",
                        "{\"files\":[{\"path\":\"%s\",\"size\":%d}]}".formatted(path, size))
                .json()
                .at("/items/0");
    }

    private Api.Answer put(String path, byte[] content) {
        return api.putFile(batch + "/files?path=" + Api.encoded(path), content);
    }

    private int documents() {
        return api.get("/api/v1/documents?client=" + client).json().path("items").size();
    }

    @Test
    void itsPageSaysOfEachFileWhatBecameOfItsText() throws Exception {
        var read = put("Lease.pdf", TestFiles.pdf("The tenant keeps the cormorant.")).json();
        var damaged = put("Damaged.pdf", "%PDF-1.7 and no more".getBytes(UTF_8)).json();
        api.awaitRead("/api/v1/documents/" + read.path("id").asString());
        api.awaitRead("/api/v1/documents/" + damaged.path("id").asString());
        var browser = new Browser(port);
        browser.signIn(firm.email("owner"), TestFirm.PASSWORD);

        var page = browser.get(batch.replace("/api/v1/document-batches", "/documents/batches"));

        assertThat(page.body()).contains("Searchable").contains("Not readable");
        assertThat(page.body()).doesNotContain("Their text is being read");
    }

    @Test
    void aFileBecomesADocumentFiledAsTheBatchSaysInTheFolderItWasIn() throws Exception {
        var document = put("Bank/January.pdf", TestFiles.pdf("x")).json();

        assertThat(document.path("folder").asString()).isEqualTo("2025/Bank");
        assertThat(document.path("name").asString()).isEqualTo("January.pdf");
        assertThat(document.path("category").asString()).isEqualTo("TAX_FORM");
        assertThat(document.path("classification").asString()).isEqualTo("TAX_RETURN_INFO");
        assertThat(document.path("year").asInt()).isEqualTo(2025);
        assertThat(document.at("/tags/0").asString()).isEqualTo("season");
    }

    @Test
    void theSameFileTwiceIsOneDocumentAlsoAtOnce() throws Exception {
        var content = TestFiles.pdf("once");
        announce("a.pdf", content.length);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sends =
                    IntStream.range(0, 6)
                            .<Callable<String>>mapToObj(
                                    _ -> () -> put("a.pdf", content).json().path("id").asString())
                            .toList();
            var ids = threads.invokeAll(sends).stream().map(one -> one.resultNow()).distinct();
            assertThat(ids).hasSize(1);
        }
        assertThat(documents()).isEqualTo(1);
        var known = announce("a.pdf", content.length);
        assertThat(known.path("state").asString()).isEqualTo("STORED");
        assertThat(known.path("sha256").asString()).hasSize(64);
    }

    @Test
    void otherBytesFromTheSamePlaceAreNotTakenForIt() throws Exception {
        put("a.pdf", TestFiles.pdf("one"));

        var other = put("a.pdf", TestFiles.pdf("two"));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).contains("add this as a version");
        assertThat(documents()).isEqualTo(1);
    }

    @Test
    void whatCameShortOfItsAnnouncementIsMissingStill() throws Exception {
        var content = TestFiles.pdf("whole");
        announce("a.pdf", content.length + 1);

        assertThat(put("a.pdf", content).status()).isEqualTo(409);

        assertThat(documents()).isZero();
        assertThat(api.get(batch).json().at("/progress/missing").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsNotTakenSaysWhyAndMayBeTriedAgain() throws Exception {
        assertThat(put("tools/setup.exe", TestFiles.program()).status()).isEqualTo(415);
        assertThat(announce("empty.pdf", 0).path("why").asString()).contains("empty");
        assertThat(announce("📎".repeat(300) + ".pdf", 9).path("why").asString())
                .contains("under 255 characters");
        assertThat(announce("../../etc/passwd", 9).path("state").asString()).isEqualTo("REFUSED");

        var refused = api.get(batch + "/files?state=REFUSED").json().path("items");
        assertThat(refused.size()).isEqualTo(4);
        assertThat(api.get(batch).json().at("/progress/complete").asBoolean()).isTrue();
        put("tools/setup.exe", TestFiles.pdf("mended"));
        assertThat(announce("tools/setup.exe", 1).path("state").asString()).isEqualTo("STORED");
    }

    @Test
    void marksThatTurnANameAroundAreTakenOff() throws Exception {
        var name = put("in/invoice\u202Efdp.txt", TestFiles.pdf("x")).json().path("name");

        assertThat(name.asString()).isEqualTo("invoicefdp.txt");
    }

    @Test
    void aPageShowsHowFarItIs() throws Exception {
        announce("b.pdf", 5);
        put("a.pdf", TestFiles.pdf("x"));
        var browser = new io.practiceops.Browser(port);
        browser.signIn(firm.email("owner"), TestFirm.PASSWORD);

        var page =
                browser.get(batch.replace("/api/v1/document-batches", "/documents/batches")).body();

        assertThat(page).contains("1 of 2 files").contains("1 missing").contains("b.pdf");
    }

    @Test
    void theCommandLineGoesOnWhereItBrokeOff(@TempDir Path home) throws Exception {
        var folder =
                Files.createDirectories(home.resolve("Papers/Bank/2025")).getParent().getParent();
        for (var i = 0; i < 7; i++) {
            Files.write(folder.resolve("Bank/2025/" + i + ".pdf"), TestFiles.pdf("No. " + i));
        }
        Files.write(folder.resolve("setup.exe"), TestFiles.program());

        assertThat(bring(folder)).contains("7 of 8 files are stored").contains("setup.exe");
        assertThat(documents()).isEqualTo(7);
        Files.delete(folder.resolve("setup.exe"));
        Files.write(folder.resolve("new.pdf"), TestFiles.pdf("new"));

        assertThat(bring(folder))
                .contains("Going on with what was begun before")
                .contains("7 stored already, 1 to send")
                .contains("8 of 8");
        assertThat(documents()).isEqualTo(8);
    }

    @Test
    void theCommandLineNamesAFolderThatIsNotThere(@TempDir Path home) {
        assertThatThrownBy(() -> bring(home.resolve("nowhere")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("There is no folder")
                .hasMessageContaining("nowhere");
    }

    private String bring(Path folder) throws Exception {
        var said = new ByteArrayOutputStream();
        var server = new RemoteServer("http://localhost:" + port, firm.ownerKey());
        var filing = new DocumentDetails.Sent("ada", null, "", "", "", "2025", "");
        new FolderUpload(server, new PrintStream(said, true, UTF_8), false).bring(folder, filing);
        return said.toString(UTF_8);
    }
}
