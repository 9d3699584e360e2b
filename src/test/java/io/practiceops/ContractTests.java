package io.practiceops;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.practiceops.console.samples.SamplePdf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract at /api/openapi.json, held against the controllers, its own examples, and what is
 * answered.
 */
@InPractice
class ContractTests {

    private final ApplicationContext application;
    private final RequestMappingHandlerMapping mappings;

    @LocalServerPort private int port;

    ContractTests(
            ApplicationContext application,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.application = application;
        this.mappings = mappings;
    }

    @Test
    void everyAddressOfTheApiIsInTheContractAndNoOther() {
        assertThat(promised()).isEqualTo(offered());
    }

    @Test
    void everyExampleFitsItsSchema() {
        var contract = contract();
        var checked = new ArrayList<String>();
        contract.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(operation -> {
                                    var where = operation.getKey() + " " + path.getKey();
                                    contents(operation.getValue())
                                            .forEach(content -> {
                                                if (content.has("example")) {
                                                    assertFits(
                                                            contract,
                                                            content.path("schema"),
                                                            content.path("example"),
                                                            where);
                                                    checked.add(where);
                                                }
                                            });
                                }));
        assertThat(checked).hasSizeGreaterThan(10);
    }

    @Test
    void whatIsAnsweredIsWhatIsPromised() {
        var firm = new TestFirm(application);
        var api = new Api(port, firm.ownerKey());
        var client =
                api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada\"}").json();
        api.upload(client.path("id").asString(), "a.pdf", SamplePdf.saying("x"));
        var contract = contract();

        for (var path : promisedGets(contract)) {
            var answer = api.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            var schema =
                    contract.at(
                            "/paths/"
                                    + path.replace("/", "~1")
                                    + "/get/responses/200/content/application~1json/schema");
            assertFits(contract, schema, answer.json(), "the answer of GET " + path);
        }
        var problem = contract.at("/components/schemas/Problem");
        assertFits(contract, problem, api.post("/api/v1/clients", "{}").json(), "a problem");
    }

    private static List<String> promisedGets(JsonNode contract) {
        var paths = new ArrayList<String>();
        contract.path("paths")
                .properties()
                .forEach(path -> {
                    var json = path.getValue().at("/get/responses/200/content/application~1json");
                    if (!json.isMissingNode() && !path.getKey().contains("{")) {
                        paths.add(path.getKey());
                    }
                });
        return paths;
    }

    private static void assertFits(
            JsonNode contract, JsonNode schema, JsonNode value, String what) {
        var whole = ((ObjectNode) schema).deepCopy();
        whole.set("components", contract.path("components"));
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        assertThat(registry.getSchema(whole).validate(value)).as(what + ": " + value).isEmpty();
    }

    /** Of request and answers. */
    private static List<JsonNode> contents(JsonNode operation) {
        var contents = new ArrayList<JsonNode>();
        operation.at("/requestBody/content").values().forEach(contents::add);
        operation
                .path("responses")
                .values()
                .forEach(answer -> answer.path("content").values().forEach(contents::add));
        return contents;
    }

    private Set<String> promised() {
        var promised = new TreeSet<String>();
        contract()
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(operation -> {
                                    if (Set.of("get", "post", "put", "patch", "delete")
                                            .contains(operation.getKey())) {
                                        promised.add(
                                                operation.getKey().toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey());
                                    }
                                }));
        promised.removeIf(route -> !route.contains(" /api/v1/"));
        return promised;
    }

    private Set<String> offered() {
        var offered = new TreeSet<String>();
        mappings.getHandlerMethods()
                .forEach((mapping, _) ->
                        mapping.getPatternValues()
                                .forEach(template ->
                                        mapping.getMethodsCondition()
                                                .getMethods()
                                                .forEach(verb ->
                                                        offered.add(verb + " " + template))));
        offered.removeIf(route -> !route.contains(" /api/v1/"));
        return offered;
    }

    private JsonNode contract() {
        return new JsonMapper().readTree(new Api(port, null).get("/api/openapi.json").text());
    }
}
