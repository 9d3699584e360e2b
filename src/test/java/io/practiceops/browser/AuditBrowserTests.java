package io.practiceops.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.practiceops.Api;
import io.practiceops.Browser;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The audit trail as a compliance officer reads it. */
@InPractice
@EnabledIf("chromiumIsInstalled")
class AuditBrowserTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;

    AuditBrowserTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aFirmWithAClient() {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
        takeOn("Gulf Line Marine LLC");
    }

    @Test
    void anEntryIsFoundOpenedInPlaceByKeysAndProved() {
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            signIn(page);
            page.navigate(url("/audit"));
            page.getByLabel("Action").selectOption("client.*");
            page.getByRole(AriaRole.BUTTON, exactly("Show")).click();
            assertThat(page.locator(".happened")).hasCount(1);

            page.keyboard().press("j");
            page.keyboard().press("Enter");
            assertThat(page.locator(".happened .inside")).containsText("client.taken-on");

            page.locator(".happened .inside").getByText("Its proof").click();
            var heading = page.locator("h1").first();
            assertThat(heading).hasText("Proof that this is in the trail");
            while (page.getByText("Look again").count() > 0) {
                page.getByText("Look again").click();
            }
            assertThat(page.locator(".proof > li")).hasCount(4);
            assertThat(page.locator(".proof")).containsText("of your firm’s log");
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void aViewIsSavedAndChosenAgain() {
        try (var chromium = new Chromium();
                var plain = chromium.withoutScripts()) {
            var page = plain.newPage();
            signIn(page);
            page.navigate(url("/audit?outcome=denied"));
            page.getByText("Save this view").click();
            page.getByLabel("Name").fill("What was refused");
            page.getByRole(AriaRole.BUTTON, exactly("Save")).click();

            assertThat(page).hasURL(Pattern.compile(".*/audit\\?outcome=denied$"));
            page.navigate(url("/audit"));
            page.locator(".views").getByText("What was refused").click();
            assertThat(page).hasURL(Pattern.compile(".*/audit\\?outcome=denied$"));
        }
    }

    @Test
    void liveShowsWhatIsDoneMeanwhileAndEndsWithTheSession() {
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            signIn(page);
            page.navigate(url("/audit?action=client.taken-on"));
            page.getByRole(AriaRole.BUTTON, exactly("Live")).click();
            assertThat(page.locator(".live-line")).containsText("new entries appear here");

            takeOn("Bayside Orchards");
            assertThat(page.locator(".happened").first()).containsText("Bayside Orchards");
            assertThat(page.locator(".live-line")).containsText("1 new entry");

            var elsewhere = new Browser(port);
            elsewhere.signIn(firm.email("owner"), TestFirm.PASSWORD);
            elsewhere.get("/sessions");
            elsewhere.post("/sessions/end-others");
            assertThat(page.locator(".live-line")).containsText("your session ended");
        }
    }

    static boolean chromiumIsInstalled() {
        return Chromium.isInstalled();
    }

    private void takeOn(String name) {
        var body = "{\"kind\":\"ORGANIZATION\",\"name\":\"%s\"}".formatted(name);
        assertThat(api.post("/api/v1/clients", body).status()).isEqualTo(201);
    }

    private void signIn(Page page) {
        page.navigate(url("/"));
        page.getByLabel("E-mail").fill(firm.email("owner"));
        page.getByLabel("Password").fill(TestFirm.PASSWORD);
        page.getByRole(AriaRole.BUTTON, exactly("Sign in")).click();
        page.waitForURL(url("/"));
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
