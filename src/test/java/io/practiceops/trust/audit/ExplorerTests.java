package io.practiceops.trust.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.Browser;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.trust.access.Role;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@InPractice
class ExplorerTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;
    private String client;

    ExplorerTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aFirmWithALittleHistory() {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
        client = takeOn("Gulf Line Marine LLC");
        takeOn("Bayside Orchards");
    }

    @Test
    void anAreaIsEveryActionOfIt() {
        firm.add("ben", Role.STAFF);

        assertThat(actions("action=client.*")).containsOnly("client.taken-on").hasSize(2);
        assertThat(actions("action=client.*,user.*")).contains("client.taken-on", "user.added");
        assertThat(actions("action=nothing.*")).isEmpty();
    }

    @Test
    void severalActionsComeInOneOrderAndInPagesWithoutAGap() {
        firm.add("ben", Role.STAFF);
        var whole = ids("action=client.*,user.*,api-key.*,firm.*");
        var first = api.get("/api/v1/audit?limit=2&action=client.*,user.*,api-key.*,firm.*").json();
        var second =
                api.get(
                                "/api/v1/audit?action=client.*,user.*,api-key.*,firm.*&cursor="
                                        + first.path("next").asString())
                        .json();

        var paged = new java.util.ArrayList<>(first.path("items").findValuesAsString("id"));
        paged.addAll(second.path("items").findValuesAsString("id"));
        assertThat(whole).hasSizeGreaterThan(4);
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void aNameFindsWhatHappenedToThatAndAnIdentifierWhateverItIsOf() {
        assertThat(actions("q=gulf")).containsExactly("client.taken-on");
        assertThat(ids("q=" + client)).hasSize(1);
        var entry = api.get("/api/v1/audit?q=bayside").json().path("items").path(0);
        assertThat(ids("q=" + entry.path("id").asString()))
                .containsExactly(entry.path("id").asString());
        assertThat(ids("q=" + entry.path("requestId").asString()))
                .containsExactly(entry.path("id").asString());
        assertThat(ids("q=nobody-is-called-so")).isEmpty();
    }

    @Test
    void programsPeopleAndPracticeOpsItselfAreToldApart() {
        assertThat(actions("actor=key")).containsOnly("client.taken-on");
        assertThat(actions("actor=system"))
                .doesNotContain("client.taken-on")
                .contains("user.added");
        assertThat(actions("actor=person")).isEmpty();
    }

    @Test
    void whatOneKeyDidIsFoundByTheKey() {
        var key = api.get("/api/v1/api-keys").json().path("items").path(0).path("id").asString();

        assertThat(actions("via=" + key)).containsOnly("client.taken-on").hasSize(2);
    }

    @Test
    void spansAreOfTheFirmsZoneAndNonsenseIsNamed() {
        assertThat(ids("when=today")).isNotEmpty();
        assertThat(ids("when=last-quarter")).isEmpty();
        assertThat(ids("from=2020-01-01T10:30&until=2020-01-02")).isEmpty();
        assertThat(api.get("/api/v1/audit?when=once").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/audit?from=yesterday").json().path("fields").toString())
                .contains("from");
    }

    @Test
    void aLineReadsAsASentenceAndLeadsToWhatItIsAbout() {
        var browser = signedIn("owner");

        var page = browser.get("/audit?q=gulf").body();

        assertThat(page)
                .contains("took on <a href=\"/clients/" + client + "\">Gulf Line Marine LLC</a>");
    }

    @Test
    void viewsAreKeptSharedRenamedAndDeletedOnRecordAndBelongToTheirMaker() {
        firm.add("cora", Role.COMPLIANCE);
        var owner = signedIn("owner");
        var cora = signedIn("cora");

        owner.get("/audit/views?outcome=denied&when=today");
        owner.post("/audit/views", "name", "Denied today", "outcome", "denied", "when", "today");
        var id = viewOf(owner, "Denied today");
        assertThat(cora.get("/audit/views").body()).doesNotContain("Denied today");
        owner.post("/audit/views/" + id + "/share", "shared", "true");
        assertThat(cora.get("/audit/views").body()).contains("Denied today");

        assertThat(cora.post("/audit/views/" + id + "/delete").statusCode()).isEqualTo(404);
        owner.post("/audit/views/" + id + "/rename", "name", "Refused today");
        assertThat(owner.get("/audit").body())
                .contains("href=\"/audit?outcome=denied&amp;when=today\">Refused today");
        assertThat(owner.post("/audit/views", "name", "Refused today").statusCode()).isEqualTo(400);
        owner.post("/audit/views/" + id + "/delete");

        assertThat(owner.get("/audit/views").body()).doesNotContain("Refused today</a>");
        assertThat(actions("action=audit-view.*"))
                .containsExactly(
                        "audit-view.deleted",
                        "audit-view.renamed",
                        "audit-view.shared",
                        "audit-view.saved");
    }

    @Test
    void readingWhatAnotherPersonDidIsItselfOnRecordAndOnesOwnIsNot() {
        var ben = firm.add("ben", Role.STAFF);
        signedIn("ben");
        var owner = signedIn("owner");

        var page = owner.get("/users/" + ben.id() + "/activity");
        owner.get("/me/activity");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("signed in");
        assertThat(ids("action=audit.activity-read&object=" + ben.id())).hasSize(1);
        assertThat(ids("action=audit.activity-read")).hasSize(1);
    }

    @Test
    void oneMayReadOnesOwnActivityAndNobodyElsesWithoutTheRight() {
        firm.add("ben", Role.STAFF);
        var cora = firm.add("cora", Role.COMPLIANCE);
        var ben = signedIn("ben");

        assertThat(ben.get("/me/activity").body()).contains("signed in");
        assertThat(ben.get("/users/" + cora.id() + "/activity").statusCode()).isEqualTo(403);
    }

    @Test
    void aSearchThatShowsLinesOfDocumentsIsOnRecordAndSaysWhose() {
        var document =
                api.upload(
                                client,
                                "Lease.pdf",
                                io.practiceops.console.samples.SamplePdf.saying(
                                        "The cormorant is delivered at closing."))
                        .json()
                        .path("id")
                        .asString();
        var found = List.<String>of();
        while (found.isEmpty()) {
            api.get("/api/v1/documents?q=cormorant");
            found = ids("action=document.lines-shown");
        }

        var owner = signedIn("owner");
        assertThat(owner.get("/documents/" + document + "/readers").body()).contains("Owner");
        assertThat(api.get("/api/v1/audit?action=document.lines-shown").text())
                .contains(document)
                .doesNotContain("cormorant");
    }

    private String viewOf(Browser browser, String name) {
        var page = browser.get("/audit/views").body();
        var at = page.indexOf("/audit/views/", page.indexOf(">" + name + "<"));
        return page.substring(at + "/audit/views/".length(), page.indexOf('/', at + 13));
    }

    private List<String> actions(String query) {
        return api.get("/api/v1/audit?" + query).json().path("items").findValuesAsString("action");
    }

    private List<String> ids(String query) {
        return api.get("/api/v1/audit?limit=200&" + query)
                .json()
                .path("items")
                .findValuesAsString("id");
    }

    private Browser signedIn(String name) {
        var browser = new Browser(port);
        browser.signIn(firm.email(name), TestFirm.PASSWORD);
        return browser;
    }

    private String takeOn(String name) {
        return api.post(
                        "/api/v1/clients",
                        "{\"kind\":\"ORGANIZATION\",\"name\":\"%s\"}".formatted(name))
                .json()
                .path("id")
                .asString();
    }
}
