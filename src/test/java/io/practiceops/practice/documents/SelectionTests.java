package io.practiceops.practice.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.foundation.kernel.Home;
import io.practiceops.practice.parsing.TestFiles;
import io.practiceops.trust.audit.AuditTrail;
import io.practiceops.trust.audit.Readers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

@InPractice
class SelectionTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;
    private String client;

    SelectionTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
        client = client("Ada");
    }

    private String client(String name) {
        return api.post(
                        "/api/v1/clients",
                        "{\"kind\":\"INDIVIDUAL\",\"name\":\"%s\"}".formatted(name))
                .json()
                .path("id")
                .asString();
    }

    private String upload(String folder, String name, byte[] content) {
        var place = api.upload(client, name, content).header("Location");
        api.awaitRead(place);
        var id = place.substring(place.lastIndexOf('/') + 1);
        if (!folder.isEmpty()) {
            changed("{\"documents\":[\"%s\"],\"folder\":\"%s\"}".formatted(id, folder));
        }
        return id;
    }

    private Api.Answer changed(String body) {
        return api.post("/api/v1/document-changes", body);
    }

    private Api.Answer zip(String... ids) {
        return api.post("/api/v1/document-zips", "{\"documents\":" + json(ids) + "}");
    }

    private static String json(String... ids) {
        return List.of(ids).stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private static List<String> names(byte[] zip) throws IOException {
        var names = new ArrayList<String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                in.readAllBytes();
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void severalAreMovedTaggedAndFiledEachOnRecord() throws Exception {
        var one = upload("", "a.pdf", TestFiles.pdf("a"));
        var two = upload("", "b.pdf", TestFiles.pdf("b"));

        var answer =
                changed(
                        """
                        {"documents":%s,"folder":"2025/Bank","tag":["Reviewed"],"year":2025,
                         "category":"BANK_STATEMENT","classification":"TAX_RETURN_INFO"}
                        """
                                .formatted(json(one, two)));

        assertThat(answer.json().path("changed").size()).isEqualTo(2);
        for (var id : List.of(one, two)) {
            var document = api.get("/api/v1/documents/" + id).json();
            assertThat(document.path("folder").asString()).isEqualTo("2025/Bank");
            assertThat(document.at("/tags/0").asString()).isEqualTo("reviewed");
            assertThat(actions(id)).contains("document.changed");
        }
        changed("{\"documents\":%s,\"untag\":[\"REVIEWED\"],\"year\":0}".formatted(json(one)));
        assertThat(api.get("/api/v1/documents/" + one).json().path("tags").size()).isZero();
        assertThat(api.get("/api/v1/documents/" + one).json().path("year").isMissingNode())
                .isTrue();
    }

    @Test
    void ofSeveralTheOneThatCannotBeChangedIsNamedAndTheOthersAre() throws Exception {
        var one = upload("", "a.pdf", TestFiles.pdf("a"));

        var answer =
                changed(
                        "{\"documents\":%s,\"folder\":\"x\"}"
                                .formatted(json(one, UUID.randomUUID().toString())));

        assertThat(answer.json().path("changed").size()).isEqualTo(1);
        assertThat(answer.json().at("/refused/0/why").asString()).contains("no such document");
    }

    @Test
    void anotherClientGetsThem() throws Exception {
        var one = upload("", "a.pdf", TestFiles.pdf("a"));
        var other = client("Grace");

        changed("{\"documents\":%s,\"client\":\"%s\"}".formatted(json(one), other));

        assertThat(api.get("/api/v1/documents?client=" + other).json().path("items").size())
                .isEqualTo(1);
        assertThat(
                        changed("{\"documents\":%s,\"client\":\"%s\"}".formatted(json(one), one))
                                .json()
                                .path("refused")
                                .size())
                .isEqualTo(1);
    }

    @Test
    void anArchiveKeepsFoldersTellsNamesakesApartAndIsOnRecordForEach() throws Exception {
        var one = upload("2025/Bank", "a.pdf", TestFiles.pdf("a"));
        var two = upload("2025/Bank", "A.pdf", TestFiles.pdf("b"));
        var three = upload("", "con.txt", "text".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        var archive = zip(one, two, three);

        assertThat(archive.header("Content-Type")).isEqualTo("application/zip");
        assertThat(names(archive.response().body()))
                .containsExactly("2025/Bank/a.pdf", "2025/Bank/A (2).pdf", "_con.txt");
        for (var id : List.of(one, two, three)) {
            assertThat(actions(id)).contains("document.downloaded");
        }
        var seen =
                firm.asSystem(() ->
                        application
                                .getBean(Readers.class)
                                .of(
                                        "document",
                                        UUID.fromString(one),
                                        "a.pdf",
                                        List.of(UUID.fromString(one))));
        assertThat(seen).anyMatch(reader -> reader.downloads() == 1);
        var folder = api.get("/api/v1/document-zips?client=" + client + "&folder=2025");
        assertThat(names(folder.response().body()))
                .hasSize(2)
                .allMatch(name -> name.startsWith("Bank/"));
    }

    @Test
    void whatIsBlockedIsLeftOutAndANoteInTheArchiveSaysSo() throws Exception {
        var good = upload("", "a.pdf", TestFiles.pdf("a"));
        var blocked = upload("", "b.pdf", TestFiles.pdf("b"));
        block(blocked);

        assertThat(names(zip(good, blocked).response().body()))
                .containsExactlyInAnyOrder("Left out.txt", "a.pdf");
        assertThat(zip(blocked).status()).isEqualTo(409);
        assertThat(actions(blocked)).doesNotContain("document.downloaded");
    }

    private void block(String id) {
        var jdbc = application.getBean(org.springframework.jdbc.core.simple.JdbcClient.class);
        firm.asSystem(() ->
                application
                        .getBean(TransactionTemplate.class)
                        .execute(_ ->
                                jdbc.sql(
                                                "UPDATE document_version SET state = 'BLOCKED', why = 'EICAR' WHERE document_id = :id")
                                        .param("id", UUID.fromString(id))
                                        .update()));
    }

    /** Enough that the broken one comes when the first is with the receiver. */
    @Test
    void anArchiveThatBreaksOffDoesNotLookWhole() throws Exception {
        var noise = new byte[3_000_000];
        new Random(1).nextBytes(noise);
        var good = upload("", "good.bin", noise);
        var stored = objects();
        new Random(2).nextBytes(noise);
        var bad = upload("", "lost.bin", noise);
        for (var file : objects()) {
            if (!stored.contains(file)) {
                Files.delete(file);
            }
        }

        assertThatThrownBy(() -> zip(good, bad)).isInstanceOf(UncheckedIOException.class);
        assertThat(zip(bad, good).status()).isGreaterThanOrEqualTo(500);
    }

    private List<Path> objects() throws IOException {
        try (var files = Files.walk(application.getBean(Home.class).resolve("objects"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void anArchiveOfTooManyOrOfNothingIsRefusedInWords() {
        var nothing = "{\"documents\":[]}";
        assertThat(api.post("/api/v1/document-zips", nothing).status()).isEqualTo(400);
        assertThat(api.post("/api/v1/document-zips", nothing, "Idempotency-Key", "z").text())
                .contains("without the key");
        assertThat(api.get("/api/v1/document-zips?client=" + client).status()).isEqualTo(409);
    }

    @Test
    void theFoldersOfAClientShowWhatIsBelowThem() throws Exception {
        upload("2025/Bank", "a.pdf", TestFiles.pdf("a"));
        upload("2025", "b.pdf", TestFiles.pdf("b"));
        upload("2025_old", "c.pdf", TestFiles.pdf("c"));
        var folders = application.getBean(Folders.class);
        var id = UUID.fromString(client);

        var top = firm.asSystem(() -> folders.within(id, "", null));
        var inner = firm.asSystem(() -> folders.within(id, "2025", null));

        assertThat(top)
                .containsExactly(new Folders.Inner("2025", 2), new Folders.Inner("2025_old", 1));
        assertThat(inner).containsExactly(new Folders.Inner("2025/Bank", 1));
        assertThat(firm.asSystem(() -> folders.all(id, "2025", 10))).hasSize(2);
    }

    private List<String> actions(String id) {
        return firm
                .asSystem(() ->
                        application
                                .getBean(AuditTrail.class)
                                .historyOf("document", UUID.fromString(id), 20))
                .stream()
                .map(entry -> entry.action())
                .toList();
    }
}
