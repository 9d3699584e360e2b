package io.practiceops.practice.viewing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.Browser;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.practice.documents.Versions;
import io.practiceops.practice.parsing.TestFiles;
import io.practiceops.practice.parsing.Word;
import io.practiceops.practice.parsing.WordLayer;
import io.practiceops.practice.vault.Vault;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.audit.AuditFilter;
import io.practiceops.trust.audit.AuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is shown of a document, to whom, and that it is on record. */
@InPractice
class ViewingTests {

    private static final Pattern PICTURE =
            Pattern.compile("src=\"([^\"]+/pages/1/picture\\?width=900)\"");

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;
    private Browser browser;
    private String client;

    ViewingTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aFirm() {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
        browser = new Browser(port);
        browser.signIn(firm.email("owner"), TestFirm.PASSWORD);
        client =
                api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada\"}")
                        .json()
                        .path("id")
                        .asString();
    }

    private UUID document(String name, byte[] bytes) {
        var place = api.upload(client, name, bytes).header("Location");
        api.awaitRead(place);
        return UUID.fromString(place.substring(place.lastIndexOf('/') + 1));
    }

    private String view(UUID id) {
        var answer = browser.get("/documents/" + id + "/view");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String picture(String page) {
        var found = PICTURE.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    @Test
    void pagesAreShownAndTheOpeningIsOnRecordOnce() throws IOException {
        var id = document("lease.pdf", TestFiles.pdf("The pelican", "Second"));

        var page = view(id);
        var picture = browser.get(picture(page));
        var again = browser.get(picture(page));

        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(picture.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(again.body()).isEqualTo(picture.body());
        assertThat(page).contains("Page 2 of 2");
        assertThat(actions(id).stream().filter("document.viewed"::equals)).hasSize(1);
    }

    private List<String> actions(UUID id) {
        return firm.asSystem(() ->
                application
                        .getBean(AuditTrail.class)
                        .find(AuditFilter.of(firm.id()).object(id), null, 50)
                        .items()
                        .stream()
                        .map(entry -> entry.action())
                        .toList());
    }

    @Test
    void theSecondLookComesFromTheVault() throws IOException {
        var id = document("lease.pdf", TestFiles.pdf("The pelican stands on the pier."));
        browser.get(picture(view(id)));
        var sha256 = firm.asSystem(() -> application.getBean(Versions.class).find(id, 1)).sha256();

        assertThat(
                        firm.asSystem(() ->
                                application.getBean(Vault.class).derived(sha256, "page-1-900")))
                .isPresent();
    }

    @Test
    void wordsComeWithTheirPlaces() throws IOException {
        var id = document("lease.pdf", TestFiles.pdf("The pelican stands on the pier."));
        var words = picture(view(id)).replaceAll("/picture.*", "/words");

        assertThat(browser.get(words).body())
                .startsWith("{\"words\":[[\"The\",0.117")
                .contains("\"pelican\"", "\"complete\":true");
    }

    @Test
    void wordsThatOcrFoundAreShownAndFound() throws IOException {
        var id = document("scan.png", TestFiles.image("png", 850, 1100));
        var sha256 = firm.asSystem(() -> application.getBean(Versions.class).find(id, 1)).sha256();
        var word = new Word("Cormorant", 0.1, 0.2, 0.3, 0.02);
        firm.asSystem(() -> {
            application
                    .getBean(Vault.class)
                    .keepDerived(sha256, WordLayer.name(1), WordLayer.bytes(List.of(word)));
            return null;
        });

        var page = view(id);
        var words = picture(page).replaceAll("/picture.*", "/words");

        assertThat(browser.get(words).body()).contains("[\"Cormorant\",0.1,0.2,0.3,0.02]");
        assertThat(browser.get("/documents/" + id + "/view?q=cormorant").body())
                .contains("stands on 1 page");
    }

    @Test
    @EnabledIf("tesseractIsInstalled")
    void aScanIsReadByOcrAndItsWordsAreSelected() throws IOException {
        var id = document("scan.png", TestFiles.scan("The cormorant is delivered"));

        var words = picture(view(id)).replaceAll("/picture.*", "/words");

        assertThat(browser.get(words).body()).contains("[\"cormorant\",0.1");
        assertThat(browser.get("/documents/" + id + "/view?q=cormorant").body())
                .contains("stands on 1 page");
    }

    static boolean tesseractIsInstalled() {
        var installed = Files.isExecutable(Path.of("/usr/bin/tesseract"));
        if (!installed) {
            System.err.println("NOT TESTED: no OCR; install the package tesseract-ocr.");
        }
        return installed;
    }

    @Test
    void wordsAreFoundOnTheirPages() throws IOException {
        var id = document("lease.pdf", TestFiles.pdf("The pelican", "The heron", "A pelican"));

        var page = browser.get("/documents/" + id + "/view?q=PELICAN").body();

        assertThat(page).contains("stands on 2 pages", "data-hit=\"1\"", "data-hit=\"3\"");
        assertThat(page).doesNotContain("data-hit=\"2\"");
    }

    @Test
    void ofThousandsOfPagesFiftyAreLaidOutAndTheOthersLinked() throws IOException {
        var texts =
                IntStream.rangeClosed(1, 5_000)
                        .mapToObj(i -> "Page " + i + " of the harbor ledger");
        var id = document("long.pdf", TestFiles.pdf(texts.toArray(String[]::new)));

        var page = browser.get("/documents/" + id + "/view?page=4999").body();

        assertThat(page).contains("Page 4999 of 5000", "Page 4951 of 5000", "Pages 4901 to 4950");
        assertThat(page).doesNotContain("Page 4950 of 5000");
        var picture = picture(page.replace("/pages/4999/", "/pages/1/"));
        assertThat(browser.get(picture.replace("/pages/1/", "/pages/4999/")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatFlowsIsShownAsTextAndAMailAsAMail() throws IOException {
        assertThat(view(document("letter.docx", TestFiles.word("Dear Ms. Ortiz,"))))
                .contains("Dear Ms. Ortiz,", "Shown as text");
        var mail =
                """
                From: ana@example.com
                To: dan@example.org
                Subject: Closing <b>
                Date: Mon, 2 Mar 2026 10:00:00 -0500

                The closing is on Monday.
                """;
        assertThat(view(document("closing.eml", mail.getBytes(UTF_8))))
                .contains("Closing &lt;b&gt;", "ana@example.com", "The closing is on Monday.");
        assertThat(view(document("year.zip", TestFiles.zip("a.txt", "A"))))
                .contains("Not shown here", "Download");
        assertThat(view(document("sealed.pdf", TestFiles.encryptedPdf("secret"))))
                .contains("asks for a password");
    }

    @Test
    void aPictureIsGivenForOnesOwnOpeningAlone() throws IOException {
        var id = document("lease.pdf", TestFiles.pdf("The pelican stands on the pier."));
        var picture = picture(view(id));
        firm.add("sam", Role.STAFF);
        var colleague = new Browser(port);
        colleague.signIn(firm.email("sam"), TestFirm.PASSWORD);

        assertThat(colleague.get(picture).statusCode()).isEqualTo(404);
        assertThat(browser.get(picture.replaceAll("width=.*", "width=901")).statusCode())
                .isEqualTo(404);
        assertThat(browser.get(picture.replace("/pages/1/", "/pages/7/")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void anotherFirmSeesNothing() throws IOException {
        var id = document("lease.pdf", TestFiles.pdf("The pelican stands on the pier."));
        var picture = picture(view(id));
        var other = new TestFirm(application);
        var stranger = new Browser(port);
        stranger.signIn(other.email("owner"), TestFirm.PASSWORD);

        assertThat(stranger.get("/documents/" + id + "/view").statusCode()).isEqualTo(404);
        assertThat(stranger.get(picture).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsQuarantinedOrBlockedIsRefusedWithWords() throws IOException {
        var id = document("lease.pdf", TestFiles.pdf("The pelican stands on the pier."));
        var picture = picture(view(id));
        state(id, "QUARANTINED");

        var waiting = browser.get("/documents/" + id + "/view");
        assertThat(waiting.statusCode()).isEqualTo(409);
        assertThat(waiting.body()).contains("This file is still being checked.");
        assertThat(browser.get(picture).statusCode()).isEqualTo(409);

        state(id, "BLOCKED");
        var blocked = browser.get("/documents/" + id + "/view");
        assertThat(blocked.statusCode()).isEqualTo(409);
        assertThat(blocked.body()).contains("This file is blocked");
        assertThat(browser.get(picture).statusCode()).isEqualTo(409);
    }

    private void state(UUID id, String state) {
        var changed =
                firm.asSystem(() ->
                        application
                                .getBean(TransactionTemplate.class)
                                .execute(_ ->
                                        application
                                                .getBean(JdbcClient.class)
                                                .sql(
                                                        """
                                                        UPDATE document_version SET state = :state, why = 'Eicar'
                                                         WHERE document_id = :id
                                                        """)
                                                .param("state", state)
                                                .param("id", id)
                                                .update()));
        assertThat(changed).isEqualTo(1);
    }
}
