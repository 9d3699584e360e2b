package io.practiceops.practice.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.practiceops.Api;
import io.practiceops.Browser;
import io.practiceops.HeldDocument;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.practice.parsing.Mail;
import io.practiceops.practice.parsing.TestFiles;
import io.practiceops.practice.retention.LetGo;
import io.practiceops.trust.access.Role;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@InPractice
class MailDocumentTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;
    private String client;

    MailDocumentTests(ApplicationContext application) {
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

    private static String mail(String... parts) {
        return """
        From: Ana Ortiz <ana@example.com>
        To: Dan Webb <dan@example.org>
        Subject: The lease
        Date: Mon, 2 Mar 2026 09:15:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain

        The cormorant is attached.
        """
                + String.join("", parts)
                + "--b--\n";
    }

    private static String part(String name, byte[] content) {
        return """
        --b
        Content-Type: application/octet-stream
        Content-Disposition: attachment; filename="%s"
        Content-Transfer-Encoding: base64

        %s
        """
                .formatted(name, Base64.getMimeEncoder().encodeToString(content));
    }

    private UUID upload(String name, byte[] content) {
        var place = api.upload(client, name, content).header("Location");
        api.awaitRead(place);
        return UUID.fromString(place.substring(place.lastIndexOf('/') + 1));
    }

    private MailLetter unpacked(UUID id) {
        var mails = application.getBean(Mails.class);
        await(() -> firm.asSystem(() -> mails.find(id, 1)).isPresent());
        return firm.asSystem(() -> mails.find(id, 1)).orElseThrow();
    }

    private List<Document> partsOf(UUID id) {
        return firm.asSystem(() -> application.getBean(Documents.class).partsOf(id));
    }

    private static void await(BooleanSupplier what) {
        for (var tries = 0; tries < 1200 && !what.getAsBoolean(); tries++) {
            LockSupport.parkNanos(50_000_000);
        }
        assertThat(what.getAsBoolean()).isTrue();
    }

    @Test
    void whatIsAttachedBecomesADocumentBesideTheMailFoundByItsWords() throws Exception {
        var content = TestFiles.pdf("The pelican rents the pier.");
        var id = upload("lease.eml", mail(part("Lease.pdf", content)).getBytes(UTF_8));

        await(() -> partsOf(id).size() == 1);
        var attached = partsOf(id).getFirst();
        assertThat(attached.name()).isEqualTo("Lease.pdf");
        assertThat(attached.clientId().toString()).isEqualTo(client);
        var place = "/api/v1/documents/" + attached.id();
        api.awaitRead(place);
        assertThat(api.get(place + "/content").response().body()).isEqualTo(content);
        assertThat(api.get("/api/v1/documents?q=pelican").json().path("items").size())
                .isGreaterThanOrEqualTo(1);

        var browser = new Browser(port);
        browser.signIn(firm.email("owner"), TestFirm.PASSWORD);
        assertThat(browser.get("/documents/" + id).body())
                .contains("Ana Ortiz", "dan@example.org", "The lease", "2 Mar 2026", "Lease.pdf");
        assertThat(browser.get("/documents/" + attached.id()).body()).contains("lease.eml");
    }

    @Test
    void doneTwiceItIsDoneOnce() throws Exception {
        var id =
                upload(
                        "two.eml",
                        mail(
                                        part("a.pdf", TestFiles.pdf("A letter to the tenant.")),
                                        part("b.pdf", TestFiles.pdf("A bill of the landlord.")))
                                .getBytes(UTF_8));
        await(() -> partsOf(id).size() == 2);

        again(id);

        assertThat(partsOf(id)).hasSize(2);
    }

    /** As if killed between two attachments: what is there stays, the rest follows. */
    @Test
    void brokenOffInTheMiddleItGoesOn() throws Exception {
        var id =
                upload(
                        "two.eml",
                        mail(
                                        part("a.pdf", TestFiles.pdf("A letter to the tenant.")),
                                        part("b.pdf", TestFiles.pdf("A bill of the landlord.")))
                                .getBytes(UTF_8));
        await(() -> partsOf(id).size() == 2);
        var second =
                partsOf(id).stream()
                        .filter(one -> one.name().equals("b.pdf"))
                        .findFirst()
                        .orElseThrow();
        var jdbc = application.getBean(org.springframework.jdbc.core.simple.JdbcClient.class);
        api.awaitRead("/api/v1/documents/" + second.id());
        firm.asSystem(() ->
                application
                        .getBean(TransactionTemplate.class)
                        .execute(_ -> jdbc.sql("DELETE FROM mail_part WHERE part = 2").update()));
        LetGo.of(application, second.id());
        firm.asSystem(() ->
                application
                        .getBean(Disposal.class)
                        .dispose(second.id(), "as if it had never come"));

        again(id);

        assertThat(partsOf(id)).extracting(Document::name).containsExactly("a.pdf", "b.pdf");
    }

    @Test
    void anAttachmentComesOnceHoweverManyVersionsOfTheMailHaveIt() throws Exception {
        var a = part("a.pdf", TestFiles.pdf("A letter to the tenant."));
        var id = upload("lease.eml", mail(a).getBytes(UTF_8));
        await(() -> partsOf(id).size() == 1);

        var more = mail(a, part("b.pdf", TestFiles.pdf("A bill of the landlord."))).getBytes(UTF_8);
        var versions = application.getBean(Versions.class);
        firm.asSystem(
                () -> versions.add(id, null, null, "lease.eml", new ByteArrayInputStream(more)));
        await(() -> partsOf(id).size() == 2);
        assertThat(partsOf(id)).extracting(Document::name).containsOnlyOnce("a.pdf", "b.pdf");

        api.post("/api/v1/documents/" + id + "/versions/1/restore", "");
        api.awaitRead("/api/v1/documents/" + id);
        again(id, 3);
        assertThat(partsOf(id)).hasSize(2);
        assertThat(
                        firm.asSystem(() -> application.getBean(Mails.class).find(id, 3))
                                .orElseThrow()
                                .parts())
                .extracting(MailLetter.Part::name)
                .containsExactly("a.pdf");
    }

    @Test
    void whatIsAttachedToAMailForNamedPeopleIsForThemAlone() throws Exception {
        var lease = TestFiles.pdf("The pelican rents the pier.");
        var id = upload("lease.eml", mail(part("Lease.pdf", lease)).getBytes(UTF_8));
        await(() -> partsOf(id).size() == 1);
        var noa = firm.add("noa", Role.STAFF);
        var owner = UUID.fromString(api.get("/api/v1/me").json().path("id").asString());
        var readers = application.getBean(DocumentReaders.class);

        firm.<Boolean>asSystem(() -> {
            readers.name(id, owner, true);
            return true;
        });

        var first = partsOf(id).getFirst();
        assertThat(first.access()).isEqualTo(Document.Access.NAMED);
        var staff = new Api(port, firm.keyOf("noa"));
        assertThat(staff.get("/api/v1/documents/" + first.id()).status()).isEqualTo(404);

        var more = mail(part("More.pdf", TestFiles.pdf("The heron rents another.")));
        firm.asSystem(() ->
                application
                        .getBean(Versions.class)
                        .add(
                                id,
                                null,
                                null,
                                "lease.eml",
                                new ByteArrayInputStream(more.getBytes(UTF_8))));
        await(() -> partsOf(id).size() == 2);
        for (var part : partsOf(id)) {
            assertThat(firm.asSystem(() -> readers.of(part.id())))
                    .as(part.name())
                    .extracting(DocumentReaders.Reader::user)
                    .containsExactly(owner);
            assertThat(staff.get("/api/v1/documents/" + part.id()).status()).isEqualTo(404);
        }

        firm.<Boolean>asSystem(() -> {
            readers.name(first.id(), noa.id(), false);
            readers.open(id);
            return true;
        });
        assertThat(partsOf(id))
                .extracting(Document::name, Document::access)
                .containsExactly(
                        tuple("Lease.pdf", Document.Access.NAMED),
                        tuple("More.pdf", Document.Access.CLIENT));
    }

    @Test
    void attachmentsThatMoveBeforeTheirMailAreItsPartsAgain() throws Exception {
        var id =
                upload(
                        "lease.eml",
                        mail(part("Lease.pdf", TestFiles.pdf("The pelican rents the pier.")))
                                .getBytes(UTF_8));
        await(() -> partsOf(id).size() == 1);
        var part = partsOf(id).getFirst().id();
        var other =
                api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Bo\"}")
                        .json()
                        .path("id")
                        .asString();

        move(UUID.fromString(other), part, id);
        assertThat(partsOf(id)).extracting(Document::id).containsExactly(part);

        move(UUID.fromString(client), part);
        assertThat(partsOf(id)).isEmpty();
        move(UUID.fromString(other), part);
        assertThat(partsOf(id)).extracting(Document::id).containsExactly(part);
    }

    private void move(UUID to, UUID... documents) {
        var change = new Selections.Change(to, null, null, null, null, List.of(), List.of());
        var outcome =
                firm.asSystem(() ->
                        application.getBean(Selections.class).change(List.of(documents), change));
        assertThat(outcome.changed()).containsExactly(documents);
    }

    @Test
    void whatIsAttachedWaitsForTheMailBeforeWhatHangsOnIt() throws Exception {
        var id =
                upload(
                        "lease.eml",
                        mail(part("Lease.pdf", TestFiles.pdf("The pelican rents the pier.")))
                                .getBytes(UTF_8));
        await(() -> partsOf(id).size() == 1);
        var jdbc = application.getBean(JdbcClient.class);
        firm.asSystem(() ->
                application
                        .getBean(TransactionTemplate.class)
                        .execute(_ -> jdbc.sql("DELETE FROM mail_part").update()));

        HeldDocument.isTakenBefore("document_version", application, firm, id, () -> again(id));

        assertThat(partsOf(id)).hasSize(2);
    }

    private void again(UUID id) {
        again(id, 1);
    }

    private void again(UUID id, int number) {
        firm.asSystem(() -> {
            try {
                application.getBean(Mails.class).unpack(new UnpackMail(id, number));
                return null;
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void ofFiveThousandAttachmentsSomeAreTakenAndTheRestIsCounted() {
        var many = new StringBuilder();
        for (var i = 0; i < 5_000; i++) {
            many.append(part(i + ".txt", ("No. " + i).getBytes(UTF_8)));
        }
        var id = upload("many.eml", mail(many.toString()).getBytes(UTF_8));

        var letter = unpacked(id);

        assertThat(letter.leftOut()).isEqualTo(5_000 - Mail.MOST_ATTACHMENTS);
        await(() -> partsOf(id).size() == Mail.MOST_ATTACHMENTS);
    }

    @Test
    void namesWithFoldersAndProgramsAreHarmless() throws Exception {
        var id =
                upload(
                        "hostile.eml",
                        mail(
                                        part("../../etc/passwd.txt", "x".getBytes(UTF_8)),
                                        part("setup.exe", TestFiles.program()),
                                        part("after.txt", "y".getBytes(UTF_8)))
                                .getBytes(UTF_8));

        await(() -> unpacked(id).parts().size() == 3);
        var parts = unpacked(id).parts();
        assertThat(parts.get(0).name()).isEqualTo("passwd.txt");
        assertThat(parts.get(1).why()).contains("programs are not taken");
        assertThat(partsOf(id))
                .extracting(Document::name)
                .containsExactly("passwd.txt", "after.txt");
    }

    @Test
    void aMailInAMailInAMailEndsSomewhere() {
        var id = upload("deep.eml", TestFiles.mailInMail(1, 9).getBytes(UTF_8));

        var depth = 0;
        for (var at = id; ; depth++) {
            var mail = at;
            await(() -> !unpacked(mail).parts().isEmpty());
            var part = unpacked(mail).parts().getFirst();
            if (part.document() == null) {
                assertThat(part.why()).contains("stays inside");
                break;
            }
            at = part.document();
        }
        assertThat(depth).isEqualTo(Mails.DEEPEST);
    }

    @Test
    void anOutlookMailGivesItsAttachmentsToo() throws Exception {
        var id = upload("closing.msg", TestFiles.outlookMail());

        var letter = unpacked(id);

        assertThat(letter.subject()).contains("Closing");
        await(() -> !unpacked(id).parts().isEmpty());
    }
}
