package io.practiceops;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.trust.access.HalfSignedIn;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Generated from the controllers themselves: whoever is only half signed in tries every address
 * there is, and reaches nothing but what finishes the sign-in.
 */
@InPractice
class HalfSignedInTests {

    /** What strangers see too. */
    private static final String PUBLIC =
            "/(sign-in|first-owner|welcome|problems|s|u)(/.*)?|/livez|/readyz|/health|/api/openapi.json|/error";

    private record Route(String method, String template) {
        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    private final ApplicationContext application;
    private final RequestMappingHandlerMapping mappings;

    @LocalServerPort private int port;

    private TestFirm firm;

    HalfSignedInTests(
            ApplicationContext application,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.application = application;
        this.mappings = mappings;
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
    }

    @TestFactory
    Stream<DynamicTest> aRightPasswordAloneReachesOnlyTheSecondStep() {
        HalfSignedIn.enrol(application, firm, "owner");
        var browser = passwordGiven();
        return tries(browser, "/sign-in/second", Set.of());
    }

    @TestFactory
    Stream<DynamicTest> aTokenOfHalfASignInIsNoSession() {
        var token = HalfSignedIn.token(application, firm, "owner");
        return routes().stream()
                .filter(route -> !route.template().matches(PUBLIC))
                .map(route ->
                        DynamicTest.dynamicTest(
                                route.toString(),
                                () -> {
                                    var answer =
                                            new Api(port, null)
                                                    .send(
                                                            route.method(),
                                                            path(route),
                                                            java.net.http.HttpRequest.BodyPublishers
                                                                    .noBody(),
                                                            "Cookie",
                                                            "practiceops=" + token);
                                    assertThat(answer.status()).isIn(303, 401, 403);
                                }));
    }

    @TestFactory
    Stream<DynamicTest> whoMustSetUpASecondFactorReachesOnlyThat() {
        var browser = new Browser(port);
        browser.signIn(firm.email("owner"), TestFirm.PASSWORD);
        HalfSignedIn.require(application, firm);
        browser.get("/me/second-factor");
        return tries(
                browser, "/me/second-factor", Set.of("/me/second-factor", "/confirm", "/sign-out"));
    }

    private Stream<DynamicTest> tries(Browser browser, String leadsTo, Set<String> open) {
        return routes().stream()
                .filter(route -> !route.template().matches(PUBLIC))
                .filter(route -> open.stream().noneMatch(route.template()::startsWith))
                .map(route ->
                        DynamicTest.dynamicTest(
                                route.toString(), () -> leadsBack(browser, route, leadsTo)));
    }

    private static void leadsBack(Browser browser, Route route, String leadsTo) {
        var answer =
                switch (route.method()) {
                    case "GET" -> browser.get(path(route));
                    case "DELETE" -> browser.delete(path(route));
                    case "PUT" -> browser.put(path(route));
                    default -> browser.post(path(route));
                };
        var location = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() == 303) {
            assertThat(location).startsWith(leadsTo);
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
            assertThat(answer.body()).contains("second-factor-needed", leadsTo);
        }
    }

    private Browser passwordGiven() {
        var browser = new Browser(port);
        browser.get("/sign-in");
        browser.post("/sign-in", "email", firm.email("owner"), "password", TestFirm.PASSWORD);
        assertThat(browser.get("/sign-in/second").body()).contains("One more step");
        return browser;
    }

    private static String path(Route route) {
        return route.template().replaceAll("\\{[a-z]+}", "01990f5e-7c1a-7b3e-9d52-3f0c6a1e8b47");
    }

    private List<Route> routes() {
        var routes = new TreeSet<Route>(Comparator.comparing(Route::toString));
        mappings.getHandlerMethods()
                .forEach((mapping, method) -> {
                    if (method.getBeanType().getPackageName().startsWith("io.practiceops")) {
                        for (var template : mapping.getPatternValues()) {
                            var methods = mapping.getMethodsCondition().getMethods();
                            if (methods.isEmpty()) {
                                routes.add(new Route("GET", template));
                            }
                            methods.forEach(verb -> routes.add(new Route(verb.name(), template)));
                        }
                    }
                });
        assertThat(routes).hasSizeGreaterThan(50);
        return List.copyOf(routes);
    }
}
