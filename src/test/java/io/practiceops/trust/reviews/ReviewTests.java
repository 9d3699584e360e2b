package io.practiceops.trust.reviews;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.Browser;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.access.User;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;

@InPractice
class ReviewTests {

    private final ApplicationContext application;
    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactions;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api owner;
    private Api admin;
    private User ben;
    private User ruth;

    ReviewTests(
            ApplicationContext application,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.application = application;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @BeforeEach
    void aFirmWithPeople() {
        firm = new TestFirm(application);
        ben = firm.add("ben", Role.STAFF);
        ruth = firm.add("ruth", Role.ADMIN);
        owner = new Api(port, firm.ownerKey());
        admin = new Api(port, firm.keyOf("ruth"));
    }

    @Test
    void theSnapshotSaysWhoHeldWhatAndLaterChangesAreShownAsSuch() {
        var review = open("PEOPLE");

        var item = itemOf(review, "ben");
        assertThat(item.path("roles").values().stream().map(JsonNode::asString))
                .containsExactly("STAFF");
        assertThat(item.path("rights").size()).isGreaterThan(2);
        assertThat(item.has("changedSince")).isFalse();

        owner.put("/api/v1/users/" + ben.id(), "{\"roles\":[\"BILLING\"]}", "If-Match", "\"1\"");

        var after = itemOf(review, "ben");
        assertThat(after.path("changedSince").asString()).isEqualTo("Now Billing");
        assertThat(after.path("roles").path(0).asString()).isEqualTo("STAFF");
    }

    @Test
    void aDecisionTakesEffectOnTheVeryNextRequestOfAnOpenSession() {
        var browser = new Browser(port);
        browser.signIn(firm.email("ben"), TestFirm.PASSWORD);
        assertThat(browser.get("/clients").statusCode()).isEqualTo(200);
        var review = open("PEOPLE");

        var decided = decide(owner, itemOf(review, "ben"), "REMOVE", null);

        assertThat(decided.status()).isEqualTo(200);
        assertThat(browser.get("/clients").statusCode()).isEqualTo(303);
    }

    @Test
    void aChangeOfRolesActsOnTheVeryNextRequest() {
        var key = new Api(port, firm.keyOf("ben"));
        var browser = new Browser(port);
        browser.signIn(firm.email("ben"), TestFirm.PASSWORD);
        assertThat(browser.get("/clients/new").statusCode()).isEqualTo(200);
        var item = itemOf(open("PEOPLE"), "ben");

        var decided =
                owner.post(
                        "/api/v1/access-review-items/" + id(item) + "/decision",
                        "{\"decision\":\"CHANGE_ROLES\",\"roles\":[\"BILLING\"]}");

        assertThat(decided.status()).isEqualTo(200);
        assertThat(browser.get("/clients/new").statusCode()).isEqualTo(403);
        assertThat(key.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"A\"}").status())
                .isEqualTo(403);
    }

    @Test
    void aRemovedKeyIsRevokedAtOnce() {
        var key = new Api(port, firm.keyOf("ben"));
        assertThat(key.get("/api/v1/me").status()).isEqualTo(200);
        var review = open("KEYS");

        assertThat(decide(owner, itemOf(review, "ben"), "REMOVE", null).status()).isEqualTo(200);

        assertThat(key.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void nobodyDecidesAboutTheirOwnAccessNorInAReviewOfOthers() {
        var review = open("PEOPLE");
        var own = itemOf(review, "Owner");

        var refused = decide(owner, own, "KEEP", null);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").asString()).contains("their own access");
        assertThat(decide(admin, own, "KEEP", null).status()).isEqualTo(200);

        firm.add("eve", Role.ADMIN);
        var eve = new Api(port, firm.keyOf("eve"));
        assertThat(decide(eve, itemOf(review, "ben"), "REMOVE", null).status()).isEqualTo(403);
        assertThat(owner.get("/api/v1/audit?outcome=denied&action=access.denied").text())
                .contains("/api/v1/access-review-items/{id}/decision");
    }

    @Test
    void aReviewerWhoIsLookedAtNeedsADeputyWhereThereIsSomebody() {
        var answer = post("PEOPLE", ownerId(), null);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("fields").path(0).path("name").asString())
                .isEqualTo("deputy");
    }

    @Test
    void aReviewerWhoCouldNotActIsRefused() {
        assertThat(post("PEOPLE", ben.id().toString(), null).status()).isEqualTo(400);
    }

    @Test
    void aFirmOfOneClosesItsReviewWithTheOwnersItemUndecided() {
        var alone = new TestFirm(application);
        var api = new Api(port, alone.ownerKey());
        var me = api.get("/api/v1/me").json().path("id").asString();
        var review = api.post("/api/v1/access-reviews", wanted("PEOPLE", me, null)).json();
        var close = "/api/v1/access-reviews/" + id(review) + "/close";

        assertThat(api.post(close, "{\"leaveUndecided\":false}").status()).isEqualTo(409);
        assertThat(api.post(close, "{\"leaveUndecided\":true}").status()).isEqualTo(200);

        var report = api.get("/api/v1/access-reviews/" + id(review) + "/report").json();
        assertThat(report.at("/counts/undecided").asInt()).isEqualTo(1);
        assertThat(report.at("/counts/KEEP").asInt()).isZero();
        assertThat(report.at("/items/0/decision").asString()).isEqualTo("UNDECIDED");
    }

    @Test
    void whatIsDecidedIsDecidedAndWhatIsClosedIsClosed() {
        var review = open("PEOPLE");
        var item = itemOf(review, "ben");
        decide(owner, item, "KEEP", null);
        assertThat(decide(owner, item, "REMOVE", null).status()).isEqualTo(409);

        close(review, true);

        assertThat(decide(owner, itemOf(review, "ruth"), "KEEP", null).status()).isEqualTo(409);
        assertThat(close(review, true).status()).isEqualTo(409);
    }

    @Test
    void theReportsHashStandsInTheTrailAndTheDownloadIsOnRecord() throws Exception {
        var review = open("PEOPLE");
        decide(owner, itemOf(review, "ben"), "REMOVE", "Left us.");
        close(review, true);

        var report = owner.get("/api/v1/access-reviews/" + id(review) + "/report");
        var csv = owner.get("/api/v1/access-reviews/" + id(review) + "/report.csv");

        var trail = owner.get("/api/v1/audit?type=access-review&object=" + id(review)).text();
        assertThat(trail)
                .contains(sha256(report.response().body()))
                .contains(sha256(csv.response().body()))
                .contains("access-review.downloaded")
                .doesNotContain("Left us.");
        assertThat(report.json().at("/counts/items").asInt()).isEqualTo(3);
        assertThat(report.json().at("/counts/REMOVE").asInt()).isEqualTo(1);
        assertThat(report.text()).contains("Left us.");
        assertThat(csv.text()).contains("\"Left us.\"").contains("\"UNDECIDED\"");
    }

    @Test
    void notEvenTheServerItselfChangesAClosedReviewOrADecision() {
        var review = open("PEOPLE");
        var item = itemOf(review, "ben");
        decide(owner, item, "KEEP", null);
        close(review, true);

        assertThat(failureOf("UPDATE access_review SET report = 'better' WHERE id = ?", id(review)))
                .contains("is closed");
        assertThat(
                        failureOf(
                                "UPDATE access_review_item SET decision = 'REMOVE' WHERE id = ?",
                                id(item)))
                .contains("is decided");
    }

    @Test
    void aPersonWhoIsGoneIsNotKept() {
        var review = open("PEOPLE");
        firm.asSystem(() ->
                application
                        .getBean(io.practiceops.trust.access.Users.class)
                        .setDisabled(ben.id(), true));
        var item = itemOf(review, "ben");

        assertThat(item.path("changedSince").asString()).isEqualTo("Disabled since");
        assertThat(decide(owner, item, "KEEP", null).status()).isEqualTo(409);
        assertThat(decide(owner, item, "REMOVE", null).status()).isEqualTo(200);
    }

    @Test
    void aRefusedEffectLeavesNoDecision() {
        var review = open("PEOPLE");
        var own = itemOf(review, "Owner");

        assertThat(decide(admin, own, "REMOVE", null).status()).isEqualTo(403);

        assertThat(itemOf(review, "Owner").has("verdict")).isFalse();
    }

    @Test
    void theReviewerIsMailedWhenItOpens() {
        open("PEOPLE");

        var mail = firm.asSystem(() -> application.getBean(Outbox.class).newest(null, null, 20));
        assertThat(mail.items())
                .filteredOn(message -> message.subject().startsWith("Please review"))
                .extracting(message -> message.recipient())
                .containsExactlyInAnyOrder(firm.email("owner"), firm.email("ruth"));
    }

    @Test
    void aTextThatLooksLikeAFormulaIsNoneInASpreadsheet() {
        assertThat(ReviewReport.cell("=HYPERLINK(\"x\")")).isEqualTo("\"'=HYPERLINK(\"\"x\"\")\"");
        assertThat(ReviewReport.cell("-1")).isEqualTo("\"'-1\"");
        assertThat(ReviewReport.cell("Ben")).isEqualTo("\"Ben\"");
    }

    @Test
    void theAuditorSeesAndDoesNotDecide() {
        firm.add("peter", Role.AUDITOR);
        var auditor = new Api(port, firm.keyOf("peter"));
        var review = open("PEOPLE");

        assertThat(auditor.get("/api/v1/access-reviews/" + id(review)).status()).isEqualTo(200);
        assertThat(decide(auditor, itemOf(review, "ben"), "KEEP", null).status()).isEqualTo(403);
        assertThat(
                        auditor.post(
                                        "/api/v1/access-reviews/" + id(review) + "/close",
                                        "{\"leaveUndecided\":true}")
                                .status())
                .isEqualTo(403);
    }

    private JsonNode open(String scope) {
        var answer = post(scope, ownerId(), ruth.id().toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private Api.Answer post(String scope, String reviewer, String deputy) {
        return owner.post("/api/v1/access-reviews", wanted(scope, reviewer, deputy));
    }

    private static String wanted(String scope, String reviewer, String deputy) {
        var due = LocalDate.now(ZoneId.of("America/New_York")).plusDays(3);
        return "{\"name\":\"Quarter\",\"scope\":\"%s\",\"reviewer\":\"%s\"%s,\"dueOn\":\"%s\"}"
                .formatted(
                        scope,
                        reviewer,
                        deputy == null ? "" : ",\"deputy\":\"" + deputy + "\"",
                        due);
    }

    private String ownerId() {
        return owner.get("/api/v1/me").json().path("id").asString();
    }

    private JsonNode itemOf(JsonNode review, String name) {
        return owner
                .get("/api/v1/access-reviews/" + id(review) + "/items")
                .json()
                .path("items")
                .values()
                .stream()
                .filter(item -> item.path("name").asString().contains(name))
                .findFirst()
                .orElseThrow();
    }

    private static Api.Answer decide(Api by, JsonNode item, String decision, String reason) {
        return by.post(
                "/api/v1/access-review-items/" + id(item) + "/decision",
                "{\"decision\":\"%s\"%s}"
                        .formatted(
                                decision, reason == null ? "" : ",\"reason\":\"" + reason + "\""));
    }

    private Api.Answer close(JsonNode review, boolean leave) {
        return owner.post(
                "/api/v1/access-reviews/" + id(review) + "/close",
                "{\"leaveUndecided\":%s}".formatted(leave));
    }

    private String failureOf(String sql, String id) {
        var across = new io.practiceops.foundation.database.AcrossFirmsTemplate(transactions);
        try {
            across.executeWithoutResult(
                    _ -> jdbc.sql(sql).param(java.util.UUID.fromString(id)).update());
            return "nothing";
        } catch (DataAccessException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static String id(JsonNode object) {
        return object.path("id").asString();
    }

    private static String sha256(byte[] bytes) throws Exception {
        assertThat(new String(bytes, UTF_8)).isNotBlank();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
