package io.practiceops.practice.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.trust.access.Role;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What is looked for among documents is found, and nothing that is not open to who looks. */
@InPractice
class DocumentSearchTests {

    private static final String SEARCHES = "/api/v1/document-searches";

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api owner;
    private UUID ownerId;
    private String client;

    DocumentSearchTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aFirmWithAClient() {
        firm = new TestFirm(application);
        owner = new Api(port, firm.ownerKey());
        ownerId = UUID.fromString(owner.get("/api/v1/me").json().path("id").asString());
        client = client("Gulf Line Marine");
    }

    @Test
    void aMistypedWordFindsTheName() {
        var letter = document("Engagement letter Pelican.txt", "");

        assertThat(ids("q=engagment")).containsExactly(letter);
        assertThat(ids("q=" + Api.encoded("engagement leter"))).containsExactly(letter);
        assertThat(ids("q=wildebeest")).isEmpty();
    }

    @Test
    void aPhraseFindsTheWordsSideBySideAndShowsThem() {
        var beside = document("a.txt", "The escrow account of the buyer is closed.");
        document("b.txt", "An account at the bank, and an escrow elsewhere.");

        assertThat(ids("q=" + Api.encoded("\"escrow account\""))).containsExactly(beside);
        assertThat(items("q=" + Api.encoded("\"escrow account\"")).getFirst().toString())
                .contains("**escrow** **account**");
        assertThat(ids("q=" + Api.encoded("escrow -buyer"))).hasSize(1).doesNotContain(beside);
    }

    @Test
    void filtersNarrowWordsAndStandAlone() {
        var wanted = document("Return.txt", "income of the year");
        var other = document("Other.txt", "income of the year");
        file(wanted, "Taxes/2025", "TAX_RETURN", "TAX_RETURN_INFO", "2025", "urgent");
        file(other, "Taxes/2024", "INVOICE", "INTERNAL", "2024", "later");
        var otherClient = client("Somebody Else");

        for (var filter :
                List.of(
                        "category=TAX_RETURN",
                        "year=2025",
                        "classification=TAX_RETURN_INFO",
                        "tag=Urgent",
                        "folder=taxes/2025",
                        "folder=Taxes&year=2025")) {
            assertThat(ids(filter)).as(filter).containsExactly(wanted);
            assertThat(ids(filter + "&q=income"))
                    .as(filter + " with words")
                    .containsExactly(wanted);
        }
        assertThat(ids("folder=Taxes")).containsExactlyInAnyOrder(wanted, other);
        assertThat(ids("client=" + client + "&q=income")).hasSize(2);
        assertThat(ids("client=" + otherClient + "&q=income")).isEmpty();
        assertThat(ids("kind=TEXT")).hasSize(2);
        assertThat(ids("kind=MAIL")).isEmpty();
        assertThat(ids("by=" + Api.encoded(ownerName()))).hasSize(2);
        assertThat(ids("by=nobody")).isEmpty();
        assertThat(ids("state=BLOCKED")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"category", "classification", "kind", "state"})
    void whatNothingCanBeIsNotSearchedFor(String filter) {
        var answer = owner.get("/api/v1/documents?" + filter + "=nonsense");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().toString())
                .contains("There is no " + filter, "nonsense", "Known are");
    }

    @Test
    void theDaysOnWhichItCameAreBothIncluded() {
        var document = document("Today.txt", "words");
        var day = Ids.day(document);

        assertThat(ids("from=%s&until=%s".formatted(day.minusDays(1), day.plusDays(1))))
                .containsExactly(document);
        assertThat(ids("until=" + day.minusDays(2))).isEmpty();
        assertThat(ids("from=" + day.plusDays(2) + "&q=words")).isEmpty();
        assertThat(owner.get("/api/v1/documents?from=yesterday").status()).isEqualTo(400);
    }

    @Test
    void pagesOfASearchFollowEachOtherWithoutGapOrRepeat() {
        var all = new ArrayList<String>();
        for (var number = 0; number < 7; number++) {
            all.add(document("Deed " + number + ".txt", "conveyance"));
        }
        for (var query : List.of("q=conveyance", "client=" + client, "category=OTHER")) {
            var seen = new ArrayList<String>();
            var cursor = "";
            do {
                var page =
                        owner.get("/api/v1/documents?limit=3&cursor=" + cursor + "&" + query)
                                .json();
                page.path("items").forEach(item -> seen.add(item.path("id").asString()));
                cursor = page.path("next").asString("");
            } while (!cursor.isEmpty());
            assertThat(seen).as(query).containsExactlyInAnyOrderElementsOf(all);
        }
        assertThat(owner.get("/api/v1/documents?q=deed&cursor=!!").status()).isEqualTo(400);
    }

    @Test
    void aDocumentForThoseNamedIsThereForThemAlone() {
        var secret = document("Severance.txt", "severance of a partner");
        var reader = firm.add("paul", Role.STAFF).id();
        firm.add("noa", Role.ADMIN);
        var paul = new Api(port, firm.keyOf("paul"));
        var noa = new Api(port, firm.keyOf("noa"));
        assertThat(noa.get("/api/v1/documents?q=severance").json().path("items")).hasSize(1);

        assertThat(name(secret, reader, false).status()).isEqualTo(200);

        for (var place : List.of("", "/content", "/readers", "/versions", "/versions/1/content")) {
            assertThat(noa.get("/api/v1/documents/" + secret + place).status())
                    .as(place)
                    .isEqualTo(404);
        }
        assertThat(noa.get("/api/v1/documents?q=severance").json().path("items")).isEmpty();
        assertThat(noa.get("/api/v1/documents?q=severence").json().path("items")).isEmpty();
        assertThat(noa.get("/api/v1/documents").json().path("items")).isEmpty();
        assertThat(noa.get("/api/v1/audit").text()).doesNotContain("Severance");
        assertThat(paul.get("/api/v1/documents?q=severance").json().path("items")).hasSize(1);
        assertThat(change(paul, secret).status()).isEqualTo(403);
        assertThat(change(owner, secret).status()).isEqualTo(200);

        assertThat(owner.delete("/api/v1/documents/" + secret + "/readers").status())
                .isEqualTo(204);
        assertThat(noa.get("/api/v1/documents?q=severance").json().path("items")).hasSize(1);
    }

    @Test
    void somebodyWhoMayChangeItStaysNamed() {
        var document = document("Alone.txt", "");

        assertThat(name(document, ownerId, false).status()).isEqualTo(409);
        assertThat(name(document, ownerId, true).status()).isEqualTo(200);
        assertThat(owner.delete("/api/v1/documents/" + document + "/readers/" + ownerId).status())
                .isEqualTo(409);
    }

    @Test
    void aWallHoldsForThoseNamedToo() {
        var document = document("Named.txt", "besides");
        var reader = firm.add("paul", Role.STAFF).id();
        name(document, reader, true);
        var paul = new Api(port, firm.keyOf("paul"));

        owner.post(
                "/api/v1/clients/" + client + "/walls",
                "{\"user\":\"%s\",\"reason\":\"Other side\"}".formatted(reader));

        assertThat(paul.get("/api/v1/documents/" + document).status()).isEqualTo(404);
        assertThat(paul.get("/api/v1/documents?q=besides").json().path("items")).isEmpty();
    }

    @Test
    void aDocumentThatMovesBehindAWallIsNotFoundFromThenOn() {
        var document = document("Mover.txt", "moving words");
        var walled = client("Walled");
        var shutOut = firm.add("paul", Role.STAFF).id();
        var paul = new Api(port, firm.keyOf("paul"));
        owner.post(
                "/api/v1/clients/" + walled + "/walls",
                "{\"user\":\"%s\",\"reason\":\"Other side\"}".formatted(shutOut));
        assertThat(paul.get("/api/v1/documents?q=moving").json().path("items")).hasSize(1);

        owner.put(
                "/api/v1/documents/" + document,
                "{\"name\":\"Mover.txt\",\"client\":\"%s\"}".formatted(walled),
                "If-Match",
                owner.get("/api/v1/documents/" + document).header("ETag"));

        assertThat(paul.get("/api/v1/documents?q=moving").json().path("items")).isEmpty();
        assertThat(ids("q=moving&client=" + walled)).containsExactly(document);
    }

    @Test
    void aSavedSearchIsSharedWithTheFirmAndWithNoOther() {
        document("Return.txt", "quarterly");
        firm.add("paul", Role.STAFF);
        var paul = new Api(port, firm.keyOf("paul"));
        var saved =
                owner.post(
                        SEARCHES,
                        "{\"name\":\"Mine\",\"query\":{\"q\":\"quarterly\",\"kind\":\"TEXT\"}}");
        owner.post(SEARCHES, "{\"name\":\"Ours\",\"query\":{\"q\":\"quarterly\"},\"shared\":true}");

        assertThat(saved.status()).isEqualTo(201);
        assertThat(ids(saved.json().path("query").asString())).hasSize(1);
        assertThat(names(paul)).containsExactly("Ours");
        assertThat(names(owner)).containsExactly("Mine", "Ours");
        var id = saved.json().path("id").asString();
        assertThat(paul.delete(SEARCHES + "/" + id).status()).isEqualTo(404);
        var stranger = new Api(port, new TestFirm(application).ownerKey());
        assertThat(names(stranger)).isEmpty();
        assertThat(stranger.delete(SEARCHES + "/" + id).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/documents?q=quarterly").json().path("items")).isEmpty();
        assertThat(stranger.get("/api/v1/documents?client=" + client).json().path("items"))
                .isEmpty();
        assertThat(owner.delete(SEARCHES + "/" + id).status()).isEqualTo(204);
        assertThat(owner.post(SEARCHES, "{\"name\":\"Ours\",\"query\":{\"q\":\"other\"}}").status())
                .isEqualTo(400);
    }

    private static final class Ids {
        static LocalDate day(String id) {
            return LocalDate.ofInstant(
                    io.practiceops.foundation.kernel.Ids.timeOf(UUID.fromString(id)),
                    ZoneOffset.UTC);
        }
    }

    private String client(String name) {
        return owner.post(
                        "/api/v1/clients",
                        "{\"kind\":\"ORGANIZATION\",\"name\":\"%s\"}".formatted(name))
                .json()
                .path("id")
                .asString();
    }

    /** A document that was read. */
    private String document(String name, String text) {
        var said = text.isEmpty() ? "nothing much" : text;
        var place = owner.upload(client, name, said.getBytes(UTF_8)).header("Location");
        assertThat(owner.awaitRead(place).at("/current/reading").asString())
                .isEqualTo("SEARCHABLE");
        return owner.get(place).json().path("id").asString();
    }

    private void file(
            String id,
            String folder,
            String category,
            String classification,
            String year,
            String tag) {
        var answer =
                owner.put(
                        "/api/v1/documents/" + id,
                        """
                        {"client":"%s","name":"%s.txt","folder":"%s","category":"%s","classification":"%s","year":"%s","tags":["%s"]}
                        """
                                .formatted(
                                        client, year, folder, category, classification, year, tag),
                        "If-Match",
                        owner.get("/api/v1/documents/" + id).header("ETag"));
        assertThat(answer.status()).isEqualTo(200);
    }

    private Api.Answer name(String document, UUID user, boolean mayEdit) {
        return owner.put(
                "/api/v1/documents/" + document + "/readers/" + user,
                "{\"mayEdit\":%s}".formatted(mayEdit));
    }

    private Api.Answer change(Api by, String document) {
        return by.put(
                "/api/v1/documents/" + document,
                "{\"name\":\"Changed.txt\",\"client\":\"%s\"}".formatted(client),
                "If-Match",
                by.get("/api/v1/documents/" + document).header("ETag"));
    }

    private String ownerName() {
        return owner.get("/api/v1/me").json().path("name").asString();
    }

    private List<tools.jackson.databind.JsonNode> items(String query) {
        var items = new ArrayList<tools.jackson.databind.JsonNode>();
        owner.get("/api/v1/documents?" + query).json().path("items").forEach(items::add);
        return items;
    }

    private List<String> ids(String query) {
        return items(query).stream().map(item -> item.path("id").asString()).toList();
    }

    private static List<String> names(Api api) {
        return api.get(SEARCHES).json().path("items").findValuesAsString("name");
    }
}
