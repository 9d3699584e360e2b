package io.practiceops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.trust.access.Role;
import io.practiceops.trust.audit.AuditFilter;
import io.practiceops.trust.audit.AuditTrail;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Generated from the controllers themselves: whoever is of one firm tries every address there is
 * with the ids of another firm, and lists and searches everything. A new endpoint is tried without
 * anybody thinking of it.
 */
@InPractice
class ForeignFirmTests {

    private static final String SECRET_WORD = "Zanzibarquark";

    /**
     * Bodies that would be right, so that it is the foreign id that is refused and not the body.
     */
    private static final Map<String, String> BODIES =
            Map.ofEntries(
                    Map.entry(
                            "PUT /api/v1/clients/{id}",
                            "{\"kind\":\"INDIVIDUAL\",\"name\":\"Taken over\"}"),
                    Map.entry("PUT /api/v1/clients/{id}/access", "{\"access\":\"TEAM\"}"),
                    Map.entry("PUT /api/v1/clients/{id}/team/{user}", "{\"part\":\"RESPONSIBLE\"}"),
                    Map.entry(
                            "POST /api/v1/clients/{id}/walls",
                            "{\"user\":\"%s\",\"reason\":\"Taken over\"}"),
                    Map.entry(
                            "POST /api/v1/clients/{id}/walls/{wall}/lift",
                            "{\"because\":\"Taken over\"}"),
                    Map.entry(
                            "PUT /api/v1/documents/{id}/versions/{number}/figures",
                            "{\"values\":{}}"),
                    Map.entry(
                            "PUT /api/v1/documents/{id}",
                            "{\"name\":\"taken.pdf\",\"client\":\"%s\"}"),
                    Map.entry(
                            "POST /api/v1/document-batches/{id}/files",
                            "{\"files\":[{\"path\":\"taken.pdf\",\"size\":1}]}"),
                    Map.entry("PUT /api/v1/clients/{id}/end-of-work", "{\"on\":\"2026-01-01\"}"),
                    Map.entry("POST /api/v1/holds/{id}/documents", "{\"documents\":[\"%1$s\"]}"),
                    Map.entry("POST /api/v1/holds/{id}/release", "{\"reason\":\"Taken over\"}"),
                    Map.entry("POST /api/v1/disposals/{id}/decline", "{\"reason\":\"Taken over\"}"),
                    Map.entry("PUT /api/v1/documents/{id}/readers/{user}", "{\"mayEdit\":true}"),
                    Map.entry(
                            "POST /api/v1/documents/{id}/annotations",
                            "{\"version\":1,\"page\":1,\"note\":\"Taken over\"}"),
                    Map.entry(
                            "PUT /api/v1/documents/{id}/annotations/{annotation}",
                            "{\"note\":\"Taken over\"}"),
                    Map.entry(
                            "POST /api/v1/documents/{id}/annotations/{annotation}/replies",
                            "{\"note\":\"Taken over\"}"),
                    Map.entry(
                            "PUT /api/v1/documents/{id}/annotations/{annotation}/replies/{reply}",
                            "{\"note\":\"Taken over\"}"),
                    Map.entry("PUT /api/v1/users/{id}", "{\"roles\":[\"STAFF\"]}"),
                    Map.entry(
                            "POST /api/v1/access-review-items/{id}/decision",
                            "{\"decision\":\"REMOVE\"}"),
                    Map.entry(
                            "POST /api/v1/access-reviews/{id}/close", "{\"leaveUndecided\":true}"));

    private record Route(String method, String template) {
        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    private final ApplicationContext application;
    private final RequestMappingHandlerMapping mappings;

    @LocalServerPort private int port;

    private Api intruder;
    private Browser intruderBrowser;
    private final Map<String, String> foreign = new LinkedHashMap<>();

    ForeignFirmTests(
            ApplicationContext application,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.application = application;
        this.mappings = mappings;
    }

    @BeforeEach
    void oneFirmFullOfThingsAndAnotherThatWantsThem() throws Exception {
        var victim = new TestFirm(application);
        var api = new Api(port, victim.ownerKey());
        var client =
                api.post(
                                "/api/v1/clients",
                                "{\"kind\":\"INDIVIDUAL\",\"name\":\"%s\"}".formatted(SECRET_WORD))
                        .json()
                        .path("id")
                        .asString();
        foreign.put("client", client);
        var pdf = "%PDF-1.4 " + SECRET_WORD;
        foreign.put(
                "document",
                api.upload(client, SECRET_WORD + ".pdf", pdf.getBytes(UTF_8))
                        .json()
                        .path("id")
                        .asString());
        foreign.put(
                "batch",
                api.post(
                                "/api/v1/document-batches",
                                "{\"client\":\"%s\",\"name\":\"%s\"}"
                                        .formatted(client, SECRET_WORD))
                        .json()
                        .path("id")
                        .asString());
        foreign.put(
                "share link",
                api.post(
                                "/api/v1/shares",
                                "{\"recipient\":\"%s\",\"documents\":[\"%s\"]}"
                                        .formatted(SECRET_WORD, foreign.get("document")))
                        .json()
                        .path("id")
                        .asString());
        foreign.put(
                "upload link",
                api.post(
                                "/api/v1/upload-links",
                                "{\"recipient\":\"%s\",\"client\":\"%s\"}"
                                        .formatted(SECRET_WORD, client))
                        .json()
                        .path("id")
                        .asString());
        foreign.put(
                "user",
                victim.add(SECRET_WORD.toLowerCase(Locale.ROOT), Role.STAFF).id().toString());
        var newest =
                victim.asSystem(() ->
                        application
                                .getBean(AuditTrail.class)
                                .find(AuditFilter.of(victim.id()), null, 1));
        foreign.put("audit entry", newest.items().getFirst().id().toString());
        var me = api.get("/api/v1/me").json().path("id").asString();
        var review =
                api.post(
                                "/api/v1/access-reviews",
                                "{\"name\":\"%s\",\"scope\":\"PEOPLE\",\"reviewer\":\"%s\",\"dueOn\":\"%s\"}"
                                        .formatted(SECRET_WORD, me, LocalDate.now().plusDays(9)))
                        .json()
                        .path("id")
                        .asString();
        foreign.put("review", review);
        foreign.put(
                "review item",
                api.get("/api/v1/access-reviews/" + review + "/items")
                        .json()
                        .at("/items/0/id")
                        .asString());
        foreign.put(
                "hold",
                made(
                        api,
                        "/api/v1/holds",
                        "{\"name\":\"%s\",\"reason\":\"x\",\"scope\":\"CLIENT\",\"client\":\"%s\"}"
                                .formatted(SECRET_WORD, client)));
        foreign.put(
                "disposal",
                made(
                        api,
                        "/api/v1/erasures",
                        "{\"client\":\"%s\",\"reason\":\"%s\"}".formatted(client, SECRET_WORD)));
        foreign.put(
                "retention rule",
                made(
                        api,
                        "/api/v1/retention/rules",
                        "{\"name\":\"%s\",\"keep\":\"20 years\",\"from\":\"UPLOADED\",\"source\":\"x\"}"
                                .formatted(SECRET_WORD)));
        foreign.put(
                "api key",
                api.get("/api/v1/api-keys")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString("none"));

        var other = new TestFirm(application);
        intruder = new Api(port, other.ownerKey());
        intruderBrowser = new Browser(port);
        intruderBrowser.signIn(other.email("owner"), TestFirm.PASSWORD);
    }

    private static String made(Api api, String path, String body) {
        return api.post(path, body).json().path("id").asString();
    }

    @TestFactory
    Stream<DynamicTest> noAddressTakesAnIdOfAnotherFirm() {
        return routes().stream()
                .filter(route ->
                        route.template().matches(".*\\{(id|client|user|document|session)}.*"))
                .flatMap(route ->
                        foreign.entrySet().stream()
                                .map(thing ->
                                        DynamicTest.dynamicTest(
                                                route + " with a foreign " + thing.getKey(),
                                                () -> refuses(route, thing.getValue()))));
    }

    private void refuses(Route route, String id) {
        var path =
                route.template()
                        .replaceAll(
                                "\\{(id|client|user|document|session|wall|opening|annotation|reply)}",
                                id)
                        .replace("{number}", "1")
                        .replace("{page}", "1")
                        .replace("{file}", "entry.json");
        var body = BODIES.getOrDefault(route.toString(), "").formatted(foreign.get("client"));
        int status;
        String text;
        if (path.startsWith("/api/")) {
            var answer = intruder.send(route.method(), path, publisher(body), headers(body));
            status = answer.status();
            text = answer.text();
        } else {
            var answer = intruderBrowser.submit(route.method(), path);
            if (answer.statusCode() / 100 == 3) {
                answer = intruderBrowser.get(answer.headers().firstValue("Location").orElseThrow());
            }
            status = answer.statusCode();
            text = answer.body();
        }
        assertThat(status)
                .as(route + " answered: " + text)
                .isIn(
                        BODIES.containsKey(route.toString())
                                ? Set.of(404)
                                : Set.of(400, 403, 404, 405, 415, 428));
        assertThat(text).doesNotContain(SECRET_WORD);
    }

    @TestFactory
    Stream<DynamicTest> noListOrSearchShowsWhatIsAnotherFirms() {
        return routes().stream()
                .filter(route -> route.method().equals("GET") && !route.template().contains("{"))
                .flatMap(
                        route -> Stream.of(route.template(), route.template() + "?q=Zanzibarquark"))
                .map(path -> DynamicTest.dynamicTest("GET " + path, () -> showsNothing(path)));
    }

    private void showsNothing(String path) {
        String text;
        if (path.startsWith("/api/")) {
            var answer = intruder.get(path);
            assertThat(answer.status()).isLessThan(500);
            text = answer.text();
        } else {
            var answer = intruderBrowser.get(path);
            assertThat(answer.statusCode()).isLessThan(500);
            text = answer.body();
        }
        foreign.values().stream()
                .filter(id -> !id.equals("none"))
                .forEach(id -> assertThat(text).doesNotContain(id));
        assertThat(text.replace("?q=Zanzibarquark", "").replace("value=\"Zanzibarquark\"", ""))
                .doesNotContain(SECRET_WORD + ".pdf");
    }

    /**
     * Of our own controllers, in a stable order. A stream has no end to wait for; what it shows is
     * tried in LiveTailTests.
     */
    private List<Route> routes() {
        var routes = new TreeSet<Route>(Comparator.comparing(Route::toString));
        mappings.getHandlerMethods()
                .forEach((mapping, method) -> {
                    if (!method.getBeanType().getPackageName().startsWith("io.practiceops")) {
                        return;
                    }
                    if (mapping.getProducesCondition().getExpressions().stream()
                            .anyMatch(type ->
                                    type.getMediaType().equals(MediaType.TEXT_EVENT_STREAM))) {
                        return;
                    }
                    for (var template : mapping.getPatternValues()) {
                        var methods = mapping.getMethodsCondition().getMethods();
                        if (methods.isEmpty()) {
                            routes.add(new Route("GET", template));
                        }
                        methods.forEach(verb -> routes.add(new Route(verb.name(), template)));
                    }
                });
        return routes.stream().filter(route -> !route.template().equals("/error")).toList();
    }

    private static BodyPublisher publisher(String body) {
        return body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    }

    private static String[] headers(String body) {
        return body.isEmpty()
                ? new String[] {"If-Match", "\"1\""}
                : new String[] {"If-Match", "\"1\"", "Content-Type", "application/json"};
    }
}
