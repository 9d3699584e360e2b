package io.practiceops.practice.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.Browser;
import io.practiceops.InPractice;
import io.practiceops.MovableTime;
import io.practiceops.TestFirm;
import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.practice.clients.Walls;
import io.practiceops.practice.parsing.TestFiles;
import io.practiceops.practice.sharing.LinkEvent.What;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.access.Users;
import io.practiceops.trust.audit.AuditTrail;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@InPractice
@Import(MovableTime.class)
class ShareTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private SharingPractice practice;
    private byte[] pdf = new byte[0];
    private String document = "";

    ShareTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aDocument() throws Exception {
        practice = new SharingPractice(application, port);
        pdf = TestFiles.pdf("The tenant keeps the cormorant.", "Second page.");
        document = practice.document("lease.pdf", pdf);
    }

    @Test
    void nothingButTheButtonOpensALink() {
        var path = practice.share(document, "");
        var stranger = practice.stranger();

        for (var i = 0; i < 3; i++) {
            assertThat(stranger.get(path).statusCode()).isEqualTo(200);
            assertThat(stranger.head(path).statusCode()).isEqualTo(200);
        }
        assertThat(stranger.get(path + "/documents/1/file").statusCode()).isEqualTo(404);
        assertThat(practice.of(document).views()).isZero();

        assertThat(stranger.open(path).statusCode()).isEqualTo(302);
        assertThat(stranger.open(path).statusCode()).isEqualTo(302);
        assertThat(practice.of(document).views()).isOne();
    }

    @Test
    void whatWasOpenedSeenAndDownloadedIsOnRecord() {
        var path = practice.share(document, "");
        var stranger = practice.stranger();
        stranger.open(path);

        assertThat(Stranger.text(stranger.get(path + "/documents/1"))).contains("2 pages");
        var page = stranger.get(path + "/documents/1/pages/1");
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("image/");
        stranger.get(path + "/documents/1/pages/1");
        assertThat(stranger.get(path + "/documents/1/file").body()).isEqualTo(pdf);

        assertThat(practice.log(practice.of(document).link().id()))
                .extracting(LinkEvent::what)
                .containsExactlyInAnyOrder(What.DOWNLOADED, What.PAGE, What.OPENED);
        var trail =
                practice.firm.asSystem(() ->
                        application.getBean(AuditTrail.class).historyOf("document", document, 20));
        assertThat(trail)
                .extracting(entry -> entry.action())
                .contains("document.shared", "document.link-page-seen", "document.link-downloaded");
    }

    @Test
    void ofTwentyWhoComeAtOnceToALimitOfFiveFiveAreLetIn() throws Exception {
        var path = practice.share(document, ",\"viewLimit\":5");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> visit = () -> practice.stranger().open(path).statusCode();
            var answers = threads.invokeAll(IntStream.range(0, 20).mapToObj(_ -> visit).toList());
            var statuses = answers.stream().map(answer -> answer.resultNow()).toList();
            assertThat(statuses).filteredOn(status -> status == 302).hasSize(5);
            assertThat(statuses).filteredOn(status -> status == 404).hasSize(15);
        }
        assertThat(practice.of(document).views()).isEqualTo(5);
    }

    @Test
    void whoHasTheLastViewOpenGoesOnReading() {
        var path = practice.share(document, ",\"viewLimit\":1");
        var stranger = practice.stranger();
        stranger.open(path);

        assertThat(stranger.get(path + "/documents/1/file").statusCode()).isEqualTo(200);
        practice.clock.move(Duration.ofHours(5));
        var late = stranger.get(path + "/documents/1/file");

        assertThat(late.statusCode()).isEqualTo(404);
        assertThat(Stranger.text(late)).contains("used up");
    }

    @Test
    void aLinkServesItsVersionAfterANewUploadUnlessItSaysNewest() throws Exception {
        var pinned = practice.share(document, "");
        var newest = practice.share(document, ",\"newest\":true");
        var second = TestFiles.pdf("Another rent.");
        practice.firm.asSystem(() ->
                application
                        .getBean(io.practiceops.practice.documents.Versions.class)
                        .add(
                                UUID.fromString(document),
                                null,
                                null,
                                "lease.pdf",
                                new java.io.ByteArrayInputStream(second)));
        practice.release(document);

        var stranger = practice.stranger();
        stranger.open(pinned);
        stranger.open(newest);

        assertThat(stranger.get(pinned + "/documents/1/file").body()).isEqualTo(pdf);
        assertThat(stranger.get(newest + "/documents/1/file").body()).isEqualTo(second);
    }

    @Test
    void aRevokedLinkClosesForThoseWhoHaveItOpen() {
        var path = practice.share(document, "");
        var stranger = practice.stranger();
        stranger.open(path);
        var id = practice.of(document).link().id();

        assertThat(practice.api.delete("/api/v1/shares/" + id).status()).isEqualTo(204);
        assertThat(practice.api.delete("/api/v1/shares/" + id).status()).isEqualTo(204);
        var refused = stranger.get(path + "/documents/1/pages/1");

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(Stranger.text(refused)).contains("revoked");
    }

    @Test
    void anEndedLinkTellsAStrangerNoMoreThanOneThatNeverWas() {
        var path = practice.share(document, "");
        var reader = practice.stranger();
        reader.open(path);
        practice.clock.move(Duration.ofDays(8));

        var ended = practice.stranger().get(path);
        var never = practice.stranger().get("/s/" + "x".repeat(43));

        assertThat(Stranger.text(reader.get(path))).contains("This link has expired");
        assertThat(ended.statusCode()).isEqualTo(never.statusCode()).isEqualTo(404);
        assertThat(Stranger.text(ended)).isEqualTo(Stranger.text(never));
    }

    @Test
    void aPasswordIsAskedForAndGuessedAFewTimesOnly() {
        var path = practice.share(document, ",\"password\":\"crane and heron\"");
        var stranger = practice.stranger();

        assertThat(Stranger.text(stranger.get(path))).doesNotContain("lease.pdf");
        assertThat(stranger.open(path, "crane").statusCode()).isEqualTo(403);
        assertThat(stranger.open(path, "crane and heron").statusCode()).isEqualTo(302);

        var guesser = practice.stranger();
        for (var i = 0; i < 5; i++) {
            assertThat(guesser.open(path, "guess " + i).statusCode()).isEqualTo(403);
        }
        assertThat(guesser.open(path, "crane and heron").statusCode()).isEqualTo(429);
        practice.clock.move(Duration.ofMinutes(2));
        assertThat(guesser.open(path, "crane and heron").statusCode()).isEqualTo(302);
    }

    @Test
    void refusalsOfOneWhoGoesOnAskingAreNotAllKept() {
        var path = practice.share(document, "");
        var id = practice.of(document).link().id();
        practice.api.delete("/api/v1/shares/" + id);

        for (var i = 0; i < 100; i++) {
            practice.stranger().get(path);
        }

        assertThat(practice.log(id)).extracting(LinkEvent::what).containsExactly(What.REFUSED);
        assertThat(practice.log(id).getFirst().why()).isEqualTo("revoked");
    }

    @Test
    void whatIsBlockedLaterIsShownNoMore() {
        var path = practice.share(document, "");
        var stranger = practice.stranger();
        stranger.open(path);
        practice.block(document, 1);

        assertThat(stranger.get(path + "/documents/1/file").statusCode()).isEqualTo(409);
        assertThat(Stranger.text(practice.stranger().open(path))).contains("blocked");
    }

    @Test
    void whatIsNotCheckedYetIsNotOpenedAndCostsNoView() {
        var path = practice.share(document, "");
        practice.inTransaction(() ->
                application
                        .getBean(JdbcClient.class)
                        .sql(
                                "UPDATE document_version SET state = 'QUARANTINED' WHERE document_id = ?::uuid")
                        .param(document)
                        .update());

        var answer = practice.stranger().open(path);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(Stranger.text(answer)).contains("Still being checked");
        assertThat(practice.of(document).views()).isZero();
    }

    @Test
    void aLinkEndsWithItsDocument() {
        var path = practice.share(document, "");
        var stranger = practice.stranger();
        stranger.open(path);

        practice.dispose(document);

        assertThat(Stranger.text(stranger.get(path + "/documents/1"))).contains("closed");
    }

    @Test
    void aLinkThatLostItsDocumentsIsForThoseForWhomTheyWere() {
        var kept = practice.document("kept.txt", "Kept.".getBytes(UTF_8));
        var other = newClient();
        file(other, "CONFIDENTIAL");
        var made =
                practice.api.post(
                        "/api/v1/shares",
                        "{\"recipient\":\"Ada Palmer\",\"documents\":[\"%s\",\"%s\"]}"
                                .formatted(kept, document));
        var link = made.json().path("id").asString();
        var staff = practice.firm.add("noa", Role.STAFF);
        var noa = new Api(port, practice.firm.keyOf("noa"));
        practice.dispose(document);
        assertThat(noa.get("/api/v1/shares/" + link).status()).isEqualTo(200);

        practice.firm.asSystem(() ->
                application
                        .getBean(Walls.class)
                        .raise(UUID.fromString(other), staff.id(), "Conflict"));

        assertThat(noa.get("/api/v1/shares/" + link).status()).isEqualTo(404);
        assertThat(noa.get("/api/v1/shares/" + link + "/events").status()).isEqualTo(404);
        assertThat(noa.get("/api/v1/shares").text()).doesNotContain("Ada Palmer");
        assertThat(practice.api.get("/api/v1/shares/" + link).status()).isEqualTo(200);
    }

    @Test
    void aPinnedLinkCallsADocumentWhatItsVersionIsCalled() {
        var pinned = practice.share(document, "");
        var newest = practice.share(document, ",\"newest\":true");
        var stranger = practice.stranger();
        stranger.open(pinned);
        stranger.open(newest);

        rename("Eviction of Ada.pdf");

        assertThat(Stranger.text(stranger.get(pinned + "/documents/1")))
                .contains("lease.pdf")
                .doesNotContain("Eviction");
        assertThat(
                        stranger.get(pinned + "/documents/1/file")
                                .headers()
                                .firstValue("Content-Disposition")
                                .orElseThrow())
                .contains("lease.pdf");
        assertThat(Stranger.text(stranger.get(newest + "/documents/1"))).contains("Eviction");
    }

    private String newClient() {
        return practice.api
                .post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Bo\"}")
                .json()
                .path("id")
                .asString();
    }

    @Test
    void aLinkReachesNoFurtherThanWhoeverMadeIt() {
        var staff = practice.firm.add("noa", Role.STAFF);
        var path = SharingPractice.share(new Api(port, practice.firm.keyOf("noa")), document, "");
        var stranger = practice.stranger();
        stranger.open(path);

        practice.firm.asSystem(
                () -> application.getBean(Users.class).setDisabled(staff.id(), true));

        assertThat(stranger.get(path + "/documents/1/file").statusCode()).isEqualTo(404);
    }

    @Test
    void whoIsShutOutOfAClientHasNoLinkToItAndSeesNone() {
        var staff = practice.firm.add("noa", Role.STAFF);
        var noa = new Api(port, practice.firm.keyOf("noa"));
        var path = SharingPractice.share(noa, document, "");
        var stranger = practice.stranger();
        stranger.open(path);
        assertThat(noa.get("/api/v1/shares").json().path("items").size()).isOne();

        practice.firm.asSystem(() ->
                application
                        .getBean(Walls.class)
                        .raise(UUID.fromString(practice.client), staff.id(), "Conflict"));

        assertThat(stranger.get(path + "/documents/1/file").statusCode()).isEqualTo(404);
        assertThat(noa.get("/api/v1/shares").json().path("items").size()).isZero();
        assertThat(practice.api.get("/api/v1/shares").json().path("items").size()).isOne();
    }

    @Test
    void aWatermarkIsOnThePictureAndInTheCopyAndNotInTheOriginal() throws Exception {
        var plain = practice.share(document, "");
        var marked = practice.share(document, ",\"watermark\":true");
        var stranger = practice.stranger();
        stranger.open(plain);
        stranger.open(marked);

        assertThat(stranger.get(marked + "/documents/1/pages/1").body())
                .isNotEqualTo(stranger.get(plain + "/documents/1/pages/1").body());
        var copy = stranger.get(marked + "/documents/1/file");
        try (var stamped = Loader.loadPDF(copy.body())) {
            assertThat(stamped.getNumberOfPages()).isEqualTo(2);
            assertThat(new PDFTextStripper().getText(stamped)).doesNotContain("cormorant");
        }
        assertThat(stranger.get(plain + "/documents/1/file").body()).isEqualTo(pdf);
    }

    @Test
    void whatIsOnlyToBeLookedAtIsNotHandedOut() {
        var path = practice.share(document, ",\"mayDownload\":false");
        var stranger = practice.stranger();
        stranger.open(path);

        assertThat(stranger.get(path + "/documents/1/pages/2").statusCode()).isEqualTo(200);
        assertThat(stranger.get(path + "/documents/1/file").statusCode()).isEqualTo(403);
    }

    @Test
    void whatBelongsToAnotherClientNowIsNotShownAndTheFirmIsToldWhy() {
        var path = practice.share(document, "");
        var stranger = practice.stranger();
        stranger.open(path);
        var other = newClient();

        file(other, "CONFIDENTIAL");

        assertThat(stranger.get(path + "/documents/1/file").statusCode()).isEqualTo(404);
        assertThat(practice.stranger().open(path).statusCode()).isEqualTo(404);
        assertThat(pageOfTheLink()).contains("moved to another client");
        file(practice.client, "CONFIDENTIAL");
        assertThat(stranger.get(path + "/documents/1/file").statusCode()).isEqualTo(200);
        assertThat(pageOfTheLink()).doesNotContain("moved to another client");
    }

    @Test
    void whatBecamePrivilegedIsShownOnlyByLinksWithAReason() {
        var without = practice.share(document, "");
        var with = practice.share(document, ",\"reason\":\"The client is the holder\"");
        var stranger = practice.stranger();
        stranger.open(without);
        stranger.open(with);

        file(practice.client, "PRIVILEGED");

        assertThat(stranger.get(without + "/documents/1/file").statusCode()).isEqualTo(404);
        assertThat(stranger.get(with + "/documents/1/file").statusCode()).isEqualTo(200);
    }

    private void rename(String name) {
        file(name, practice.client, "CONFIDENTIAL");
    }

    private void file(String client, String classification) {
        file("lease.pdf", client, classification);
    }

    private void file(String name, String client, String classification) {
        var place = "/api/v1/documents/" + document;
        var answer =
                practice.api.put(
                        place,
                        "{\"name\":\"%s\",\"client\":\"%s\",\"classification\":\"%s\"}"
                                .formatted(name, client, classification),
                        "If-Match",
                        practice.api.get(place).header("ETag"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private String pageOfTheLink() {
        var browser = new Browser(port);
        browser.signIn(practice.firm.email("owner"), TestFirm.PASSWORD);
        return browser.get("/shares/" + practice.of(document).link().id()).body();
    }

    @Test
    void privilegedPapersAreSharedOnlyWithAReason() {
        file(practice.client, "PRIVILEGED");
        var wanted = "{\"recipient\":\"Ada\",\"documents\":[\"%s\"]%s}";

        var refused = practice.api.post("/api/v1/shares", wanted.formatted(document, ""));
        var made =
                practice.api.post(
                        "/api/v1/shares",
                        wanted.formatted(document, ",\"reason\":\"The client is the holder\""));

        assertThat(refused.json().at("/fields/0/name").asString()).isEqualTo("reason");
        assertThat(made.status()).isEqualTo(201);
    }

    @Test
    void severalDocumentsGoWithOneLink() {
        var other = practice.document("invoice.pdf", pdf);
        var answer =
                practice.api.post(
                        "/api/v1/shares",
                        "{\"recipient\":\"Ada\",\"documents\":[\"%s\",\"%s\"]}"
                                .formatted(document, other));
        var path = Stranger.path(answer.json().path("url").asString());
        var stranger = practice.stranger();
        stranger.open(path);

        assertThat(Stranger.text(stranger.get(path))).contains("lease.pdf", "invoice.pdf");
        assertThat(stranger.get(path + "/documents/2/file").statusCode()).isEqualTo(200);
        assertThat(stranger.get(path + "/documents/3").statusCode()).isEqualTo(404);
    }

    @Test
    void anAddressStaysWithItsRecipient() {
        var path = practice.share(document, "");
        var stranger = practice.stranger();
        stranger.open(path);

        for (var place :
                java.util.List.of(path, path + "/documents/1", path + "/documents/1/file")) {
            var headers = stranger.get(place).headers();
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("X-Robots-Tag").orElse("")).contains("noindex");
        }
        var token = path.substring("/s/".length());
        var entries =
                new AcrossFirmsTemplate(application.getBean(PlatformTransactionManager.class))
                        .execute(_ ->
                                application
                                        .getBean(JdbcClient.class)
                                        .sql(
                                                "SELECT count(*) FROM audit_event e WHERE e::text LIKE ?")
                                        .param("%" + token + "%")
                                        .query(Long.class)
                                        .single());
        assertThat(entries).isZero();
    }

    @Test
    void anotherFirmSeesNothingOfALink() {
        practice.share(document, "");
        var id = practice.of(document).link().id();
        var other = new Api(port, new TestFirm(application).ownerKey());

        assertThat(other.get("/api/v1/shares/" + id).status()).isEqualTo(404);
        assertThat(other.get("/api/v1/shares/" + id + "/events").status()).isEqualTo(404);
        assertThat(other.delete("/api/v1/shares/" + id).status()).isEqualTo(404);
        assertThat(other.get("/api/v1/shares").json().path("items").size()).isZero();
        assertThat(
                        other.post(
                                        "/api/v1/shares",
                                        "{\"recipient\":\"A\",\"documents\":[\"%s\"]}"
                                                .formatted(document))
                                .status())
                .isEqualTo(404);
    }

    @Test
    void aLinkLastsAYearAtMost() {
        var answer =
                practice.api.post(
                        "/api/v1/shares",
                        "{\"recipient\":\"A\",\"documents\":[\"%s\"],\"expiresAt\":\"2028-01-01T00:00:00Z\"}"
                                .formatted(document));

        assertThat(answer.json().at("/fields/0/name").asString()).isEqualTo("expires");
    }
}
