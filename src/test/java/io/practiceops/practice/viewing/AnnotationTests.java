package io.practiceops.practice.viewing;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.practice.documents.Disposal;
import io.practiceops.practice.parsing.TestFiles;
import io.practiceops.practice.retention.LetGo;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.audit.AuditFilter;
import io.practiceops.trust.audit.AuditTrail;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Notes on documents, as programs and people make them. */
@InPractice
class AnnotationTests {

    private static final String NOTE =
            """
            {"version":1,"page":1,"boxes":[{"x":0.1,"y":0.2,"width":0.3,"height":0.02}],
             "quote":"The pelican","note":"Which pelican?"}
            """;

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api owner;
    private Api staff;
    private UUID id;
    private String annotations;

    AnnotationTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aDocument() throws IOException {
        firm = new TestFirm(application);
        owner = new Api(port, firm.ownerKey());
        firm.add("sam", Role.STAFF);
        staff = new Api(port, firm.keyOf("sam"));
        var client =
                owner.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada\"}")
                        .json()
                        .path("id")
                        .asString();
        var place =
                owner.upload(client, "lease.pdf", TestFiles.pdf("The pelican")).header("Location");
        owner.awaitRead(place);
        id = UUID.fromString(place.substring(place.lastIndexOf('/') + 1));
        annotations = place + "/annotations";
    }

    private String annotate(Api by) {
        var made = by.post(annotations, NOTE);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return annotations + "/" + made.json().path("id").asString();
    }

    @Test
    void aThreadIsBegunAnsweredResolvedAndReopened() {
        var one = annotate(owner);

        var answered = staff.post(one + "/replies", "{\"note\":\"The brown one.\"}").json();
        assertThat(answered.at("/replies/0/note").asString()).isEqualTo("The brown one.");
        var resolved = staff.post(one + "/resolve", "").json();
        assertThat(resolved.path("resolvedBy").asString()).isEqualTo("sam");
        assertThat(owner.post(one + "/reopen", "").json().has("resolvedBy")).isFalse();

        var listed = owner.get(annotations + "?version=1").json().path(0);
        assertThat(listed.path("quote").asString()).isEqualTo("The pelican");
        assertThat(listed.at("/boxes/0/y").asDouble()).isEqualTo(0.2);
        assertThat(owner.get(annotations + "?version=2").json().size()).isZero();
    }

    @Test
    void aTextIsChangedByItsAuthorAlone() {
        var one = annotate(owner);
        var reply =
                staff.post(one + "/replies", "{\"note\":\"The brown one.\"}")
                        .json()
                        .at("/replies/0/id")
                        .asString();

        assertThat(staff.put(one, "{\"note\":\"Mine now\"}").status()).isEqualTo(403);
        assertThat(owner.put(one + "/replies/" + reply, "{\"note\":\"x\"}").status())
                .isEqualTo(403);
        var changed = owner.put(one, "{\"note\":\"Which one?\"}").json();
        assertThat(changed.path("note").asString()).isEqualTo("Which one?");
        assertThat(changed.has("changed")).isTrue();
        assertThat(
                        staff.put(one + "/replies/" + reply, "{\"note\":\"The white one.\"}")
                                .json()
                                .at("/replies/0/note")
                                .asString())
                .isEqualTo("The white one.");
    }

    @Test
    void whoMayOnlyReadReadsAndDoesNotWrite() {
        annotate(owner);
        firm.add("cleo", Role.COMPLIANCE);
        var reader = new Api(port, firm.keyOf("cleo"));

        assertThat(reader.get(annotations).json().size()).isEqualTo(1);
        assertThat(reader.post(annotations, NOTE).status()).isEqualTo(403);
    }

    @Test
    void whatIsNoPlaceIsRefused() {
        for (var wrong :
                new String[] {
                    NOTE.replace("0.3", "0.95"),
                    NOTE.replace("\"page\":1", "\"page\":0"),
                    NOTE.replace("Which pelican?", "  "),
                    NOTE.replace("\"version\":1,", ""),
                }) {
            assertThat(owner.post(annotations, wrong).status()).as(wrong).isEqualTo(400);
        }
        assertThat(owner.post(annotations, NOTE.replace("\"version\":1", "\"version\":9")).status())
                .isEqualTo(404);
    }

    @Test
    void theTrailHoldsTheNoteAsPersonal() {
        annotate(owner);

        var entry =
                firm.asSystem(() ->
                        application
                                .getBean(AuditTrail.class)
                                .find(AuditFilter.of(firm.id()), null, 5)
                                .items()
                                .stream()
                                .filter(one -> one.action().equals("document.annotated"))
                                .findFirst()
                                .orElseThrow());
        assertThat(entry.canonical()).doesNotContain("Which pelican?", "lease.pdf");
        assertThat(entry.canonical()).contains("\"page\":\"1\"");
    }

    @Test
    void theyGoWithTheirDocument() {
        var one = annotate(owner);
        owner.post(one + "/replies", "{\"note\":\"The brown one.\"}");
        LetGo.of(application, id);
        firm.asSystem(() -> application.getBean(Disposal.class).dispose(id, "Test"));

        var left =
                firm.asSystem(() ->
                        application
                                .getBean(TransactionTemplate.class)
                                .execute(_ ->
                                        application
                                                .getBean(JdbcClient.class)
                                                .sql("SELECT count(*) FROM document_annotation")
                                                .query(Long.class)
                                                .single()));
        assertThat(left).isZero();
    }

    @Test
    void anotherFirmReadsAndWritesNothing() {
        var one = annotate(owner);
        var stranger = new Api(port, new TestFirm(application).ownerKey());

        assertThat(stranger.get(annotations).status()).isEqualTo(404);
        assertThat(stranger.post(one + "/resolve", "").status()).isEqualTo(404);
        assertThat(stranger.post(annotations, NOTE).status()).isEqualTo(404);
    }
}
