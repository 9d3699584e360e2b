package io.practiceops.practice.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.Browser;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.trust.access.Role;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Who is shut out of a client finds nothing of it, whatever their role and wherever they look. */
@InPractice
class WallTests {

    private static final String NAME = "Quillfeather Holdings";

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api owner;
    private Api compliance;
    private UUID ownerId;
    private UUID staffId;
    private String client;
    private String document;

    WallTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aClientWithADocument() {
        firm = new TestFirm(application);
        owner = new Api(port, firm.ownerKey());
        ownerId = UUID.fromString(owner.get("/api/v1/me").json().path("id").asString());
        firm.add("ruth", Role.COMPLIANCE);
        staffId = firm.add("noa", Role.STAFF).id();
        compliance = new Api(port, firm.keyOf("ruth"));
        client = owner.post("/api/v1/clients", body(NAME)).json().path("id").asString();
        document =
                owner.upload(client, "quillfeather-deed.pdf", "%PDF-1.4 deed".getBytes(UTF_8))
                        .json()
                        .path("id")
                        .asString();
        owner.post("/api/v1/clients", body("Somebody Else"));
    }

    @Test
    void aWalledOwnerFindsNothingAndTheCountTellsNothing() {
        assertThat(clientsOf(owner)).isEqualTo(2);

        raise(ownerId);

        assertThat(owner.get("/api/v1/clients/" + client).status()).isEqualTo(404);
        assertThat(owner.get("/api/v1/documents/" + document).status()).isEqualTo(404);
        assertThat(owner.get("/api/v1/documents/" + document + "/content").status()).isEqualTo(404);
        assertThat(clientsOf(owner)).isEqualTo(1);
        for (var list :
                new String[] {
                    "/api/v1/clients",
                    "/api/v1/clients?q=Quillfeather",
                    "/api/v1/documents",
                    "/api/v1/documents?q=deed",
                    "/api/v1/documents?client=" + client,
                    "/api/v1/audit"
                }) {
            assertThat(owner.get(list).text()).doesNotContainIgnoringCase("quillfeather");
        }
        assertThat(compliance.get("/api/v1/clients/" + client).status()).isEqualTo(200);
    }

    @Test
    void theTrailNamesNothingThatWasDoneForAClosedClient() {
        made("upload-links", "{\"recipient\":\"%s\",\"client\":\"%s\"}", client);
        var link = made("shares", "{\"recipient\":\"%s\",\"documents\":[\"%s\"]}", document);
        owner.delete("/api/v1/shares/" + link);
        made(
                "holds",
                "{\"name\":\"%s\",\"reason\":\"x\",\"scope\":\"CLIENT\",\"client\":\"%s\"}",
                client);
        made(
                "holds",
                "{\"name\":\"%s\",\"reason\":\"x\",\"scope\":\"DOCUMENTS\",\"documents\":[\"%s\"]}",
                document);
        made("erasures", "{\"reason\":\"%s\",\"client\":\"%s\"}", client);
        made(
                "document-batches",
                "{\"name\":\"%s\",\"client\":\"%s\",\"folder\":\"\",\"category\":\"OTHER\","
                        + "\"classification\":\"CONFIDENTIAL\",\"tags\":[]}",
                client);
        var kinds =
                new String[] {
                    "upload-link", "share-link", "legal-hold", "disposal-order", "upload-batch"
                };
        for (var kind : kinds) {
            assertThat(owner.get("/api/v1/audit?type=" + kind).text()).as(kind).contains(NAME);
        }

        raise(ownerId);

        for (var kind : kinds) {
            assertThat(owner.get("/api/v1/audit?type=" + kind).text())
                    .as(kind)
                    .contains("\"" + kind + "\"")
                    .doesNotContain(NAME);
            assertThat(compliance.get("/api/v1/audit?type=" + kind).text()).as(kind).contains(NAME);
        }
    }

    /** Made by the owner, by the client's name, for an id. */
    private String made(String what, String body, String of) {
        var answer = owner.post("/api/v1/" + what, body.formatted(NAME, of));
        assertThat(answer.status()).as(what + answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    @Test
    void noPageShowsTheNameToWhoeverIsShutOut() throws Exception {
        raise(ownerId);
        var browser = new Browser(port);
        browser.signIn(firm.email("owner"), TestFirm.PASSWORD);

        for (var page :
                new String[] {
                    "/",
                    "/clients",
                    "/documents",
                    "/search?q=Quillfeather",
                    "/search.json?q=Quillfeather",
                    "/audit"
                }) {
            assertThat(browser.get(page).body().replace("q=Quillfeather", ""))
                    .as(page)
                    .doesNotContain(NAME, "quillfeather-deed");
        }
        assertThat(browser.get("/clients").body()).contains("Somebody Else");
        assertThat(browser.get("/clients/" + client).statusCode()).isEqualTo(404);
    }

    @Test
    void anAttemptIsAnsweredAsOfWhatIsNotThereAndIsOnRecord() {
        raise(ownerId);

        var walled = owner.get("/api/v1/clients/" + client);
        var absent = owner.get("/api/v1/clients/" + UUID.randomUUID());

        assertThat(walled.json().path("detail")).isEqualTo(absent.json().path("detail"));
        assertThat(walled.json().path("mend")).isEqualTo(absent.json().path("mend"));
        owner.get("/api/v1/documents/" + document);
        assertThat(
                        compliance
                                .get("/api/v1/audit?outcome=DENIED&actor=" + ownerId)
                                .json()
                                .path("items")
                                .findValuesAsString("object"))
                .containsExactlyInAnyOrder(client, document);
    }

    @Test
    void aWallTakesOffTheTeamAndKeepsOffIt() {
        team(owner, staffId, "WORKS");

        raise(staffId);

        assertThat(owner.get("/api/v1/clients/" + client + "/team").json().path("members"))
                .isEmpty();
        var again = team(owner, staffId, "ASSISTS");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("detail").asString()).contains("wall", "noa");
    }

    @Test
    void aLiftedWallStaysOnRecordWithBothReasons() {
        raise(ownerId);
        var place = "/api/v1/clients/" + client + "/walls";
        var wall = compliance.get(place).json().at("/items/0/id").asString();

        assertThat(owner.post(place + "/" + wall + "/lift", "{\"because\":\"Mine\"}").status())
                .isEqualTo(404);
        assertThat(
                        compliance
                                .post(place + "/" + wall + "/lift", "{\"because\":\"Settled\"}")
                                .status())
                .isEqualTo(204);

        assertThat(owner.get("/api/v1/clients/" + client).status()).isEqualTo(200);
        var kept = compliance.get(place).json().at("/items/0");
        assertThat(kept.path("reason").asString()).isEqualTo("Other side");
        assertThat(kept.path("liftedBecause").asString()).isEqualTo("Settled");
        assertThat(
                        compliance
                                .get("/api/v1/audit?object=" + client)
                                .json()
                                .path("items")
                                .findValuesAsString("action"))
                .contains("client.wall-raised", "client.wall-lifted");
    }

    @Test
    void whoMayNotRaiseWallsIsRefused() {
        firm.add("ada", Role.ADMIN);
        var admin = new Api(port, firm.keyOf("ada"));

        assertThat(
                        admin.post(
                                        "/api/v1/clients/" + client + "/walls",
                                        "{\"user\":\"%s\",\"reason\":\"x\"}".formatted(staffId))
                                .status())
                .isEqualTo(403);
    }

    @Test
    void aWallThatNobodyCouldLiftIsRefused() {
        raise(ownerId);
        var ruth = compliance.get("/api/v1/me").json().path("id").asString();

        var second =
                compliance.post(
                        "/api/v1/clients/" + client + "/walls",
                        "{\"user\":\"%s\",\"reason\":\"Hers too\"}".formatted(ruth));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("detail").asString()).contains("Nobody would be left");
    }

    @Test
    void aClientOfItsTeamAloneIsThereForTheTeamAlone() {
        team(owner, staffId, "RESPONSIBLE");
        team(owner, ownerId, "WORKS");
        firm.add("paul", Role.ADMIN);
        var admin = new Api(port, firm.keyOf("paul"));
        assertThat(admin.get("/api/v1/clients/" + client).status()).isEqualTo(200);

        assertThat(open(owner, "TEAM").status()).isEqualTo(200);

        assertThat(admin.get("/api/v1/clients/" + client).status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/documents/" + document).status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/documents?q=deed").json().path("items")).isEmpty();
        var staff = new Api(port, firm.keyOf("noa"));
        assertThat(staff.get("/api/v1/documents?q=deed").json().path("items")).hasSize(1);
    }

    @Test
    void nobodyLocksThemselvesOutAndSomebodyStaysResponsible() {
        assertThat(open(owner, "TEAM").json().path("detail").asString())
                .contains("Nobody is responsible");
        team(owner, staffId, "RESPONSIBLE");
        assertThat(open(owner, "TEAM").json().path("detail").asString())
                .contains("You are not on the team");
        team(owner, ownerId, "ASSISTS");
        assertThat(open(owner, "TEAM").status()).isEqualTo(200);

        assertThat(owner.delete("/api/v1/clients/" + client + "/team/" + staffId).status())
                .isEqualTo(409);
        assertThat(team(owner, staffId, "WORKS").status()).isEqualTo(409);
    }

    @Test
    void workOfTheQueueGoesOnForWhatWasClosedToWhoeverCausedIt() {
        var seen =
                io.practiceops.foundation.kernel.Acting.unattended(
                        new io.practiceops.foundation.kernel.Actor(
                                io.practiceops.foundation.kernel.Actor.Kind.USER,
                                ownerId,
                                null,
                                "Owner",
                                firm.id(),
                                java.util.Set.of("clients.read")),
                        "test",
                        () -> {
                            raise(ownerId);
                            return application
                                    .getBean(Clients.class)
                                    .find(UUID.fromString(client))
                                    .name();
                        });

        assertThat(seen).isEqualTo(NAME);
    }

    private void raise(UUID user) {
        var answer =
                compliance.post(
                        "/api/v1/clients/" + client + "/walls",
                        "{\"user\":\"%s\",\"reason\":\"Other side\"}".formatted(user));
        assertThat(answer.status()).isEqualTo(201);
    }

    private Api.Answer team(Api by, UUID user, String part) {
        return by.put(
                "/api/v1/clients/" + client + "/team/" + user, "{\"part\":\"%s\"}".formatted(part));
    }

    private Api.Answer open(Api by, String access) {
        return by.put(
                "/api/v1/clients/" + client + "/access", "{\"access\":\"%s\"}".formatted(access));
    }

    private static int clientsOf(Api api) {
        return api.get("/api/v1/clients").json().path("items").size();
    }

    private static String body(String name) {
        return "{\"kind\":\"ORGANIZATION\",\"name\":\"%s\"}".formatted(name);
    }
}
