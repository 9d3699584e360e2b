package io.practiceops.practice.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.Browser;
import io.practiceops.HeldDocument;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.Selections;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.audit.AuditTrail;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Figures are read, looked over, corrected. */
@InPractice
class PaperTests {

    private final ApplicationContext application;
    private final Processing processing;
    private final Papers papers;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;
    private String client;

    PaperTests(ApplicationContext application, Processing processing, Papers papers) {
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
    void ofAnSsnOnlyTheLastFourDigitsAreKept() throws Exception {
        var form = DrawnForms.w2(5);
        var id = read("w2.pdf", form);

        var paper = api.get(figures(id));

        assertThat(field(paper.json(), "employee-ssn").path("value").asString())
                .isEqualTo(form.values().get("employee-ssn"))
                .hasSize(4);
        assertThat(field(paper.json(), "wages").path("value").asString())
                .isEqualTo(form.values().get("wages"));
        assertThat(paper.json().path("form").asString()).isEqualTo("w-2");
    }

    @Test
    void aCorrectionKeepsWhatWasReadAndFilesTheDocument() throws Exception {
        var form = DrawnForms.w2(6);
        var id = read("w2.pdf", form);

        var answer = api.put(figures(id), "{\"values\":{\"wages\":\"$48,210.55\"},\"file\":true}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("state").asString()).isEqualTo("ACCEPTED");
        var wages = field(answer.json(), "wages");
        assertThat(wages.path("value").asString()).isEqualTo("48210.55");
        assertThat(wages.path("original").asString()).isEqualTo(form.values().get("wages"));
        assertThat(wages.path("correctedBy").asString()).isNotEmpty();
        var document = api.get("/api/v1/documents/" + id).json();
        assertThat(document.path("category").asString()).isEqualTo("TAX_FORM");
        assertThat(document.path("year").asString()).isEqualTo(form.values().get("year"));
        var history =
                firm.asSystem(
                        () -> application.getBean(AuditTrail.class).historyOf("document", id, 10));
        assertThat(history.toString())
                .contains("document.figures-accepted")
                .doesNotContain("48210");
    }

    @Test
    void whatIsNoSuchValueIsRefusedAndNothingIsKept() throws Exception {
        var id = read("w2.pdf", DrawnForms.w2(7));

        var answer = api.put(figures(id), "{\"values\":{\"wages\":\"a lot\"}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("an amount, such as 1,234.56");
        assertThat(api.get(figures(id)).json().path("state").asString()).isNotEqualTo("ACCEPTED");
    }

    @Test
    void whoMayOnlyReadMayNotAccept() throws Exception {
        var id = read("w2.pdf", DrawnForms.w2(8));
        firm.add("reader", Role.AUDITOR);
        var reader = new Api(port, firm.keyOf("reader"));

        assertThat(reader.put(figures(id), "{}").status()).isEqualTo(403);
    }

    @Test
    void aDoubtfulPaperWaitsIsLookedOverWithoutScriptsAndWaitsNoMore() throws Exception {
        var form = DrawnForms.invoice(9);
        var id = read("invoice.pdf", form);
        assertThat(firm.asSystem(papers::waiting)).hasSize(1);
        var browser = new Browser(port);
        browser.signIn(firm.email("owner"), TestFirm.PASSWORD);

        assertThat(browser.get("/review").body()).contains("invoice.pdf").contains("Invoice");
        var page = browser.get("/review/" + id + "/1").body();
        assertThat(page).contains("<svg").contains("data-field=\"vendor\"");
        assertThat(browser.get("/review/" + id + "/1/pages/1").statusCode()).isEqualTo(200);
        browser.get("/review/" + id + "/1");
        assertThat(browser.post("/review/" + id + "/1", "field.total", "12.00").statusCode())
                .isIn(302, 303);

        assertThat(firm.asSystem(papers::waiting)).isEmpty();
        assertThat(field(api.get(figures(id)).json(), "total").path("value").asString())
                .isEqualTo("12.00");
        assertThat(browser.get("/processing").body())
                .contains("Not scanned: no scanner is set up.");
        assertThat(browser.get("/documents/" + id).body())
                .contains("Looked over")
                .contains("Not scanned");
    }

    @Test
    void aTaxPaperIsTaxReturnInformationUnlessSomebodySaidOtherwise() throws Exception {
        var id = read("w2.pdf", DrawnForms.w2(10));
        assertThat(classification(id)).isEqualTo("TAX_RETURN_INFO");
        assertThat(
                        firm.asSystem(() ->
                                        application
                                                .getBean(AuditTrail.class)
                                                .historyOf("document", id, 10))
                                .toString())
                .contains("document.classified");

        classify(id, "CONFIDENTIAL");
        assertThat(api.put(figures(id), "{\"file\":true}").status()).isEqualTo(200);

        assertThat(classification(id)).isEqualTo("CONFIDENTIAL");
        var privileged = new Pipelined(api).upload(client, "w2.pdf", DrawnForms.w2(11).pdf());
        classify(privileged, "PRIVILEGED");
        Pipelined.awaitEnd(firm, processing, privileged);
        assertThat(classification(privileged)).isEqualTo("PRIVILEGED");
    }

    @Test
    void whatAReviewerSaysIsATaxPaperIsTaxReturnInformation() throws Exception {
        var id = read("invoice.pdf", DrawnForms.invoice(12));
        assertThat(classification(id)).isEqualTo("CONFIDENTIAL");

        firm.<Boolean>asSystem(() -> {
            papers.choose(id, 1, "1099-nec");
            papers.accept(id, 1, Map.of(), false);
            return true;
        });

        assertThat(classification(id)).isEqualTo("TAX_RETURN_INFO");
    }

    @Test
    void whoAcceptsWaitsForTheDocumentBeforeItsPaper() throws Exception {
        var id = read("w2.pdf", DrawnForms.w2(13));

        HeldDocument.isTakenBefore(
                "processing_paper",
                application,
                firm,
                id,
                () -> assertThat(api.put(figures(id), "{\"file\":true}").status()).isEqualTo(200));
    }

    private String classification(UUID id) {
        return api.get("/api/v1/documents/" + id).json().path("classification").asString();
    }

    private void classify(UUID id, String classification) {
        var selections = application.getBean(Selections.class);
        var outcome =
                firm.asSystem(() ->
                        selections.change(
                                List.of(id),
                                new Selections.Change(
                                        null,
                                        null,
                                        null,
                                        Document.Classification.valueOf(classification),
                                        null,
                                        List.of(),
                                        List.of())));
        assertThat(outcome.changed()).containsExactly(id);
    }

    private UUID read(String name, DrawnForm form) {
        var id = new Pipelined(api).upload(client, name, form.pdf());
        assertThat(Pipelined.awaitEnd(firm, processing, id).state()).isEqualTo(Run.State.DONE);
        return id;
    }

    private static String figures(UUID id) {
        return "/api/v1/documents/" + id + "/versions/1/figures";
    }

    private static JsonNode field(JsonNode paper, String name) {
        for (var field : paper.path("fields")) {
            if (field.path("name").asString().equals(name)) {
                return field;
            }
        }
        throw new AssertionError("No " + name + " in " + paper);
    }
}
