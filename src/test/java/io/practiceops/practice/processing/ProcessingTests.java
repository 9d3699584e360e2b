package io.practiceops.practice.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.HeldDocument;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.foundation.jobs.Attempt;
import io.practiceops.practice.parsing.TestFiles;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@InPractice
class ProcessingTests {

    private final ApplicationContext application;
    private final Processing processing;
    private final Papers papers;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;
    private String client;

    ProcessingTests(ApplicationContext application, Processing processing, Papers papers) {
        this.application = application;
        this.processing = processing;
        this.papers = papers;
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
        client = new Pipelined(api).client();
    }

    @Test
    void aScanIsFoundByTheWordsInItsPicture() throws Exception {
        TesseractTests.installed();
        var form = DrawnForms.w2(3);
        var id = upload("scan.pdf", Gold.scannedPdf(form.pdf(), 1));

        var run = awaitEnd(id);

        assertThat(run.state()).isEqualTo(Run.State.DONE);
        assertThat(
                        api.get("/api/v1/documents?q=seawall")
                                .json()
                                .path("items")
                                .findValuesAsString("id"))
                .containsExactly(id.toString());
        var paper = firm.asSystem(() -> papers.of(id, 1)).orElseThrow();
        assertThat(paper.form()).as(paper.toString()).isNotNull();
        assertThat(paper.form().key()).isEqualTo("w-2");
        assertThat(paper.fields())
                .anySatisfy(field -> {
                    assertThat(field.name()).isEqualTo("wages");
                    assertThat(field.value()).isEqualTo(form.values().get("wages"));
                    assertThat(field.place().page()).isEqualTo(1);
                });
    }

    @Test
    void eachStageIsOnRecordWithItsTimeAndWhatCameOfIt() throws Exception {
        var id = upload("letter.pdf", TestFiles.pdf("The tenant keeps the cormorant and pays."));

        awaitEnd(id);

        var took = firm.asSystem(() -> processing.took(id, 1));
        assertThat(took.stream().map(StageFigures.Took::stage))
                .containsExactlyInAnyOrder(
                        Stage.TYPE, Stage.MALWARE, Stage.TEXT, Stage.CLASSIFY, Stage.INDEX);
        assertThat(took).allSatisfy(each -> assertThat(each.endedAt()).isNotNull());
        assertThat(took)
                .anySatisfy(each ->
                        assertThat(each.outcome()).isEqualTo("Not scanned: no scanner is set up."));
    }

    @Test
    void aHostileFileEndsWithClearWordsAndHoldsUpNobody() throws Exception {
        var bomb = upload("bomb.docx", TestFiles.wordBomb(400));
        var locked = upload("locked.pdf", TestFiles.encryptedPdf("secret"));
        var damaged = upload("damaged.pdf", "%PDF-1.7 and no more".getBytes(UTF_8));
        var good = upload("good.pdf", TestFiles.pdf("A good paper about a pelican at rest."));

        for (var id : new UUID[] {good, bomb, locked, damaged}) {
            assertThat(awaitEnd(id).state()).isEqualTo(Run.State.DONE);
        }
        assertThat(why(bomb)).contains("unpacks to more than may be read");
        assertThat(why(locked)).contains("asks for a password");
        assertThat(why(damaged)).contains("damaged");
        assertThat(api.get("/api/v1/documents?q=pelican").json().path("items")).hasSize(1);
    }

    @Test
    void aVideoIsKeptAndSaidNotToHaveText() throws Exception {
        var video = new byte[1024 * 1024];
        var head = "\0\0\0\040ftypisom\0\0\02\0isomiso2mp41".getBytes(UTF_8);
        System.arraycopy(head, 0, video, 0, head.length);

        var id = upload("deposition.mp4", video);

        assertThat(awaitEnd(id).state()).isEqualTo(Run.State.DONE);
        assertThat(api.get("/api/v1/documents/" + id).json().at("/current/mediaType").asString())
                .isEqualTo("video/mp4");
        assertThat(api.get("/api/v1/documents/" + id + "/content").response().body())
                .isEqualTo(video);
    }

    @Test
    void aStageWaitsForTheDocumentBeforeItsRun() throws Exception {
        var id = upload("letter.pdf", TestFiles.pdf("The tenant keeps the cormorant and pays."));
        awaitEnd(id);
        var jdbc = application.getBean(JdbcClient.class);
        firm.<Integer>asSystem(() ->
                application
                        .getBean(TransactionTemplate.class)
                        .execute(_ ->
                                jdbc.sql(
                                                        "UPDATE processing_run SET state = 'WAITING' WHERE document_id = ?")
                                                .param(id)
                                                .update()
                                        + jdbc.sql(
                                                        "UPDATE document_version SET reading = 'WAITING' WHERE document_id = ?")
                                                .param(id)
                                                .update()));

        HeldDocument.isTakenBefore(
                "processing_run",
                application,
                firm,
                id,
                () ->
                        firm.<Boolean>asSystem(() -> {
                            try {
                                application
                                        .getBean(Pipeline.class)
                                        .run(new RunStage(id, 1, Stage.INDEX), new Attempt(1, 3));
                                return true;
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        }));

        assertThat(awaitEnd(id).state()).isEqualTo(Run.State.DONE);
    }

    private String why(UUID id) {
        return api.get("/api/v1/documents/" + id).json().at("/current/why").asString();
    }

    private UUID upload(String name, byte[] content) {
        return new Pipelined(api).upload(client, name, content);
    }

    private Run awaitEnd(UUID id) {
        return Pipelined.awaitEnd(firm, processing, id);
    }
}
