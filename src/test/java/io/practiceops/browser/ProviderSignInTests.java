package io.practiceops.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.TestProvider;
import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.trust.access.NewUser;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.access.User;
import io.practiceops.trust.access.Users;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;

/** Signing in through an identity provider, against Spring Authorization Server over real HTTP. */
@InPractice
class ProviderSignInTests {

    private static final TestProvider PROVIDER = new TestProvider();
    private static final String COOKIE = "practiceops-provider";

    private final ApplicationContext application;
    private final Users users;

    @LocalServerPort private int port;

    private Instant begun = Instant.MAX;
    private TestFirm firm;
    private Api owner;
    private User maya;
    private final Traveller browser = new Traveller();

    ProviderSignInTests(ApplicationContext application, Users users) {
        this.application = application;
        this.users = users;
    }

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry properties) {
        for (var name : List.of("office", "other")) {
            var prefix = "practiceops.access.oidc." + name + ".";
            properties.add(prefix + "title", () -> "Harbor ID");
            properties.add(prefix + "issuer", PROVIDER::issuer);
            properties.add(prefix + "client-id", () -> TestProvider.CLIENT);
            properties.add(prefix + "client-secret", () -> TestProvider.SECRET);
        }
        properties.add("practiceops.access.oidc.other.title", () -> "Another firm's ID");
        properties.add("practiceops.access.oidc.other.firm", () -> UUID.randomUUID().toString());
        properties.add("practiceops.access.oidc.office.second-factor", () -> "mfa");
        properties.add("practiceops.access.oidc.down.issuer", () -> "http://localhost:1");
        properties.add("practiceops.access.oidc.down.client-id", () -> "x");
        properties.add("practiceops.access.oidc.broken.issuer", () -> "no address");
    }

    @BeforeEach
    void openFirm() {
        begun = Instant.now();
        PROVIDER.isHonest();
        PROVIDER.sendBackTo(here("/sign-in/with/office/back").toString());
        firm = new TestFirm(application);
        owner = new Api(port, firm.ownerKey());
        maya =
                firm.asSystem(() ->
                        users.add(
                                        new NewUser(
                                                firm.email("maya"),
                                                "Maya Ortiz",
                                                Set.of(Role.STAFF),
                                                null,
                                                null))
                                .user());
    }

    @Test
    @EnabledIf("chromiumIsInstalled")
    void somebodyInvitedSignsInWithTheirBrowserAndNeverChoosesAPassword() {
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            page.navigate(here("/clients").toString());
            page.screenshot(picture("sign-in-providers"));
            page.getByRole(AriaRole.LINK, link("Sign in with Harbor ID")).click();
            page.locator("#username").fill(firm.email("maya"));
            page.locator("#password").fill(TestProvider.PASSWORD);
            page.locator("button[type=submit]").click();

            page.waitForURL(here("/clients").toString());
            PlaywrightAssertions.assertThat(page.locator("#rail")).containsText("Maya Ortiz");
            assertThat(chromium.complaints()).isEmpty();
        }
        assertThat(trail()).contains("user.provider-linked", "session.started");
        assertThat(owner.get("/api/v1/users/" + maya.id() + "/provider-links").text())
                .contains(PROVIDER.issuer());
    }

    @Test
    void theLinkHoldsWhenTheAddressAtTheProviderChanges() {
        signIn();
        firm.add("eve", Role.ADMIN);

        PROVIDER.says(claims -> claims.claim("email", firm.email("eve")));

        assertThat(whoIsThere(signIn())).isEqualTo("Maya Ortiz");
    }

    @Test
    void anotherAccountWithTheSameAddressDoesNotTakeTheLoginOver() {
        signIn();

        PROVIDER.says(claims -> claims.subject("somebody-else"));

        assertRefused(signIn(new Traveller()), "linked-to-another");
    }

    @Test
    void looseningTheLinkEndsTheSessionsAndLetsItBeMadeAnew() {
        var there = signIn();
        assertThat(owner.delete("/api/v1/users/" + maya.id() + "/provider-links").status())
                .isEqualTo(204);
        assertThat(there.get(here("/me")).statusCode()).isEqualTo(303);

        PROVIDER.says(claims -> claims.subject("a-new-account"));

        assertThat(whoIsThere(signIn())).isEqualTo("Maya Ortiz");
        assertThat(trail()).contains("user.provider-unlinked");
    }

    @Test
    void anAnswerWithAnotherStateIsRefused() {
        var back = signInThere(begin("office"));

        var answer = browser.get(URI.create(back.toString().replace("state=", "state=x")));

        assertRefused(answer, "wrong-state");
    }

    @Test
    void anAnswerBroughtByAnotherBrowserIsRefused() {
        var back = signInThere(begin("office"));

        assertRefused(new Traveller().get(back), "wrong-state");
    }

    @Test
    void anAnswerBroughtTwiceIsRefusedTheSecondTime() {
        var back = signInThere(begin("office"));
        var cookie = browser.cookie(COOKIE);
        assertThat(Traveller.next(browser.get(back)).getPath()).isEqualTo("/");

        assertRefused(Traveller.getWith(back, COOKIE, cookie), "used-or-expired");
    }

    @Test
    void aStolenCodeIsOfNoUseInAVisitOfOnesOwn() {
        var stolen = parameter(signInThere(begin("office")), "code");
        var own = signInThere(begin("office"));

        var answer =
                browser.get(URI.create(own.toString().replace(parameter(own, "code"), stolen)));

        assertRefused(answer, "code-refused");
    }

    @Test
    void aTokenForAnotherVisitIsRefused() {
        var there = begin("office").toString().replace("nonce=", "nonce=x");

        assertRefused(browser.get(signInThere(URI.create(there))), "token-refused");
    }

    @Test
    void aTokenThatIsNotSignedByTheProviderIsRefused() {
        PROVIDER.forgesSignatures();
        assertRefused(signIn(new Traveller()), "token-refused");
    }

    @Test
    void aTokenForAnotherClientIsRefused() {
        PROVIDER.says(claims -> claims.audience(List.of("another-client")));
        assertRefused(signIn(new Traveller()), "token-refused");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        PROVIDER.says(claims -> claims.issuer("https://elsewhere.example"));
        assertRefused(signIn(new Traveller()), "token-refused");
    }

    @Test
    void anExpiredTokenIsRefused() {
        var then = Instant.now().minus(Duration.ofHours(2));
        PROVIDER.says(claims -> claims.issuedAt(then).expiresAt(then.plus(Duration.ofMinutes(5))));
        assertRefused(signIn(new Traveller()), "token-refused");
    }

    @Test
    void anAddressTheProviderHasNotVerifiedOpensNothing() {
        PROVIDER.says(claims -> claims.claim("email_verified", false));
        assertRefused(signIn(new Traveller()), "address-not-verified");
    }

    @Test
    void whoeverWasNotInvitedStaysOutside() {
        PROVIDER.says(claims -> claims.claim("email", "nobody@nowhere.example"));

        assertRefused(signIn(new Traveller()), "nobody-of-ours");
    }

    @Test
    void aDisabledLoginStaysShutAndTheRefusalIsTheFirmsToSee() {
        firm.asSystem(() -> users.setDisabled(maya.id(), true));

        assertRefused(signIn(new Traveller()), "disabled");
        assertThat(trail()).contains("session.refused");
    }

    @Test
    void aProviderOfAnotherFirmOpensNoLoginOfThisOne() {
        PROVIDER.sendBackTo(here("/sign-in/with/other/back").toString());

        assertRefused(browser.get(signInThere(begin("other"))), "other-firm");
    }

    @Test
    void thatASecondFactorWasGivenThereCountsOnlyWhereConfigured() {
        PROVIDER.says(claims -> claims.claim("amr", List.of("pwd", "mfa")));
        signIn();
        assertThat(trail()).contains("\\\"second-factor\\\":\\\"true\\\"");
    }

    @Test
    void aProviderThatIsDownLeavesThePasswordAndTheCheckSaysSo() {
        var answer = browser.get(here("/sign-in/with/down"));
        assertThat(Traveller.next(answer).getPath()).isEqualTo("/sign-in");
        assertThat(browser.get(Traveller.next(answer)).body())
                .contains("does not answer just now")
                .contains("Sign in with Harbor ID")
                .doesNotContain("/sign-in/with/broken");
        assertThat(browser.get(here("/sign-in/with/broken")).statusCode()).isEqualTo(404);

        var plain = new io.practiceops.Browser(port);
        plain.signIn(firm.email("owner"), TestFirm.PASSWORD);
        assertThat(owner.get("/health/detailed").text())
                .contains("it does not answer at http://localhost:1")
                .contains("issuer is no https address");
    }

    @Test
    void itLeadsToNoOtherSite() {
        var begun = browser.get(here("/sign-in/with/office?next=https%3A%2F%2Fevil.example%2F"));

        var answer = browser.get(signInThere(Traveller.next(begun)));

        assertThat(Traveller.next(answer)).isEqualTo(here("/"));
    }

    static boolean chromiumIsInstalled() {
        return Chromium.isInstalled();
    }

    private URI begin(String provider) {
        return Traveller.next(browser.get(here("/sign-in/with/" + provider)));
    }

    /** Signs in at the provider; where it sends the browser then. */
    private URI signInThere(URI authorization) {
        return signInThere(browser, authorization);
    }

    private URI signInThere(Traveller by, URI authorization) {
        var answer = by.get(authorization);
        if (Traveller.next(answer).getPath().equals("/login")) {
            var form = by.get(Traveller.next(answer));
            var sent =
                    by.post(
                            form.uri(),
                            "_csrf",
                            Traveller.formToken(form.body()),
                            "username",
                            firm.email("maya"),
                            "password",
                            TestProvider.PASSWORD);
            answer = by.get(Traveller.next(sent));
        }
        return Traveller.next(answer);
    }

    private HttpResponse<String> signIn(Traveller by) {
        var there = Traveller.next(by.get(here("/sign-in/with/office")));
        return by.get(signInThere(by, there));
    }

    private Traveller signIn() {
        var by = new Traveller();
        assertThat(Traveller.next(signIn(by)).getPath()).isEqualTo("/");
        return by;
    }

    private String whoIsThere(Traveller by) {
        var page = by.get(here("/me"));
        return page.statusCode() == 200 && page.body().contains("Maya Ortiz") ? "Maya Ortiz" : "";
    }

    private void assertRefused(HttpResponse<String> answer, String reason) {
        assertThat(Traveller.next(answer).getPath()).isEqualTo("/sign-in");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("practiceops="));
        assertThat(reasons()).contains(reason);
    }

    /** Of the refusals, whoever they concern: of most nobody knows whose login was meant. */
    private List<String> reasons() {
        return new AcrossFirmsTemplate(application.getBean(PlatformTransactionManager.class))
                .execute(_ ->
                        application
                                .getBean(JdbcClient.class)
                                .sql(
                                        """
                                        SELECT canonical::jsonb -> 'details' ->> 'reason' FROM audit_event
                                         WHERE action = 'session.refused' AND occurred_at >= :since
                                        """)
                                .param("since", begun.atOffset(ZoneOffset.UTC))
                                .query(String.class)
                                .list());
    }

    private String trail() {
        return owner.get("/api/v1/audit?limit=200").text();
    }

    private static String parameter(URI address, String name) {
        for (var pair : address.getRawQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        throw new AssertionError("No " + name + " in " + address);
    }

    private URI here(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static Page.GetByRoleOptions link(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.ScreenshotOptions picture(String name) {
        return new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/" + name + ".png"));
    }
}
