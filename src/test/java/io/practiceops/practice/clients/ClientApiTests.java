package io.practiceops.practice.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.trust.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@InPractice
class ClientApiTests {

    private static final String ADA = "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada Byron\"}";

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;

    ClientApiTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
    }

    @Test
    void aClientIsTakenOnFoundAndOnRecord() {
        var taken = api.post("/api/v1/clients", ADA);
        assertThat(taken.status()).isEqualTo(201);

        var found = api.get(taken.header("Location"));
        assertThat(found.json().path("name").asString()).isEqualTo("Ada Byron");
        assertThat(found.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void everyFieldThatIsWrongIsNamedAtOnce() {
        var answer =
                api.post(
                        "/api/v1/clients",
                        "{\"name\":\" \",\"email\":\"nope\",\"state\":\"Florida\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-input");
        assertThat(answer.json().path("fields").findValuesAsString("name"))
                .containsExactly("kind", "name", "email", "state");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"name\":1}",
                "{\"kind\":\"ROBOT\",\"name\":\"A\"}",
                "{\"nmae\":\"typo\"}"
            })
    void aBodyThatIsNotTheJsonExpectedIsRefusedInWords(String body) {
        var answer = api.post("/api/v1/clients", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isIn("malformed-request", "invalid-input");
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        var answer = api.post("/api/v1/clients", "{\"name\":\"" + "x".repeat(1 << 20) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\nb", "\\ud800"})
    void aNameThatTheDatabaseOrPeopleCouldNotHoldIsRefused(String name) {
        var answer =
                api.post(
                        "/api/v1/clients",
                        "{\"kind\":\"INDIVIDUAL\",\"name\":\"%s\"}".formatted(name));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void namesOfAllScriptsComeBackAsTheyWere() {
        var name = "Ærøskøbing 株式会社 \uD83C\uDFDB O’Neil & <Sons>";
        var taken =
                api.post(
                        "/api/v1/clients",
                        "{\"kind\":\"ORGANIZATION\",\"name\":\"%s\"}".formatted(name));

        assertThat(api.get(taken.header("Location")).json().path("name").asString())
                .isEqualTo(name);
        assertThat(api.get("/api/v1/clients?q=" + Api.encoded("株式")).json().path("items").size())
                .isEqualTo(1);
    }

    @Test
    void aChangeToAnOlderVersionIsRefusedAndChangesNothing() {
        var place = api.post("/api/v1/clients", ADA).header("Location");
        var first =
                api.put(
                        place,
                        "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada Lovelace\"}",
                        "If-Match",
                        "\"1\"");
        var second =
                api.put(
                        place,
                        "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada King\"}",
                        "If-Match",
                        "\"1\"");

        assertThat(first.header("ETag")).isEqualTo("\"2\"");
        assertThat(second.status()).isEqualTo(412);
        assertThat(api.get(place).json().path("name").asString()).isEqualTo("Ada Lovelace");
        assertThat(api.put(place, ADA).status()).isEqualTo(428);
    }

    @Test
    void aRepeatedKeyGetsTheFirstAnswerAndMakesNoSecondClient() {
        var first = api.post("/api/v1/clients", ADA, "Idempotency-Key", "k1");
        var again = api.post("/api/v1/clients", ADA, "Idempotency-Key", "k1");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(countOfClients()).isEqualTo(1);
    }

    @Test
    void aRepeatedKeyWithAnotherBodyIsAConflict() {
        api.post("/api/v1/clients", ADA, "Idempotency-Key", "k1");
        var other = api.post("/api/v1/clients", ADA.replace("Ada", "Eve"), "Idempotency-Key", "k1");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("idempotency-conflict");
        assertThat(countOfClients()).isEqualTo(1);
    }

    @Test
    void aKeyUsedAtTheSameTimeMakesOneClient() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    IntStream.range(0, 8)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            () ->
                                                    api.post(
                                                            "/api/v1/clients",
                                                            ADA,
                                                            "Idempotency-Key",
                                                            "same"),
                                            threads))
                            .toList();

            assertThat(
                            answers.stream()
                                    .map(CompletableFuture::join)
                                    .map(answer -> answer.header("Location")))
                    .containsOnly(answers.getFirst().join().header("Location"));
        }
        assertThat(countOfClients()).isEqualTo(1);
    }

    @Test
    void aRefusedRequestDoesNotUseUpItsKey() {
        var refused = api.post("/api/v1/clients", "{\"name\":\"\"}", "Idempotency-Key", "k1");
        var right = api.post("/api/v1/clients", ADA, "Idempotency-Key", "k1");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(right.status()).isEqualTo(201);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepeat() {
        for (var name : List.of("Émile", "anna", "Zoë", "Bert", "carl", "anna", "Dora")) {
            api.post(
                    "/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"%s\"}".formatted(name));
        }

        var names = new ArrayList<String>();
        var cursor = "";
        do {
            var page = api.get("/api/v1/clients?limit=2&cursor=" + cursor).json();
            page.path("items").forEach(item -> names.add(item.path("name").asString()));
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());

        assertThat(names).containsExactly("anna", "anna", "Bert", "carl", "Dora", "Zoë", "Émile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=!!", "cursor=YQ", "limit=0", "limit=201", "limit=many"})
    void aCursorOrLimitThatIsNotOursIsRefused(String query) {
        assertThat(api.get("/api/v1/clients?" + query).status()).isEqualTo(400);
    }

    @Test
    void whoMayOnlyReadIsRefusedAndTheRefusalIsOnRecord() {
        firm.add("peter", Role.AUDITOR);
        var refused = new Api(port, firm.keyOf("peter")).post("/api/v1/clients", ADA);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").asString()).contains("clients.write");
        assertThat(
                        api.get("/api/v1/audit?outcome=DENIED")
                                .json()
                                .path("items")
                                .findValuesAsString("action"))
                .contains("access.denied");
    }

    private int countOfClients() {
        return api.get("/api/v1/clients").json().path("items").size();
    }
}
