package io.practiceops.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.trust.access.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Somebody looks for a document, keeps the search, and closes a document to others. */
@InPractice
@EnabledIf("chromiumIsInstalled")
class DocumentSearchBrowserTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;

    DocumentSearchBrowserTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aFirmWithDocuments() {
        firm = new TestFirm(application);
        firm.add("noa", Role.STAFF);
        var api = new Api(port, firm.ownerKey());
        var client =
                api.post(
                                "/api/v1/clients",
                                "{\"kind\":\"ORGANIZATION\",\"name\":\"Gulf Line Marine LLC\"}")
                        .json()
                        .path("id")
                        .asString();
        for (var name : List.of("Engagement letter 2026", "Charter agreement", "Escrow terms")) {
            var text = name + ". The escrow account is closed at the end of the charter.";
            api.awaitRead(
                    api.upload(client, name + ".txt", text.getBytes(UTF_8)).header("Location"));
        }
    }

    @Test
    void aSearchIsNarrowedKeptAndTrimmed() {
        try (var chromium = new Chromium();
                var desk = chromium.desk();
                var phone = chromium.phone()) {
            var page = desk.newPage();
            signIn(page, "owner");
            page.navigate(url("/documents"));
            shoot(page, "documents");
            page.getByLabel("Words").fill("\"escrow account\"");
            page.getByLabel("Words").press("Enter");
            assertThat(page.locator("#documents tbody tr")).hasCount(3);
            assertThat(page.locator("#documents mark").first()).containsText("scrow");
            page.navigate(url("/documents?q=engagment"));
            assertThat(page.locator("#documents tbody tr")).hasCount(1);

            page.navigate(url("/documents?q=escrow&kind=TEXT"));
            shoot(page, "documents-search");
            page.getByRole(AriaRole.LINK, named("Save this search")).click();
            page.getByLabel("Name").fill("Escrow papers");
            page.getByLabel("Share it with the firm").check();
            shoot(page, "document-searches");
            page.getByRole(AriaRole.BUTTON, named("Save")).click();
            assertThat(page.locator("nav[aria-label=Searches]")).containsText("Escrow papers");

            page.getByRole(AriaRole.LINK, named("Escrow terms.txt")).click();
            page.locator("#access").getByRole(AriaRole.LINK, in("Change")).click();
            page.getByLabel("Who", new Page.GetByLabelOptions().setExact(true))
                    .selectOption(option(page, "Owner"));
            page.getByLabel("May change it too").check();
            page.getByRole(AriaRole.BUTTON, named("Name them")).click();
            assertThat(page.locator("[aria-label=Readers]")).containsText("Read and change it");
            shoot(page, "document-access");

            var theirs = phone.newPage();
            signIn(theirs, "noa");
            theirs.navigate(url("/documents"));
            theirs.getByRole(AriaRole.LINK, named("Escrow papers")).click();
            assertThat(theirs.locator("#documents tbody tr")).hasCount(2);
            assertThat(theirs.locator("#documents")).not().containsText("Escrow terms");
            shoot(theirs, "documents-search-phone");
            var overflow =
                    theirs.evaluate("document.documentElement.scrollWidth - window.innerWidth");
            assertThat(((Number) overflow).intValue()).isLessThanOrEqualTo(0);
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    static boolean chromiumIsInstalled() {
        return Chromium.isInstalled();
    }

    private static String option(Page page, String name) {
        return page.locator("#user option")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(name))
                .first()
                .getAttribute("value");
    }

    private void signIn(Page page, String name) {
        page.navigate(url("/"));
        page.getByLabel("E-mail").fill(firm.email(name));
        page.getByLabel("Password").fill(TestFirm.PASSWORD);
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        page.waitForURL(url("/"));
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static com.microsoft.playwright.Locator.GetByRoleOptions in(String name) {
        return new com.microsoft.playwright.Locator.GetByRoleOptions().setName(name);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target/screenshots/" + name + ".png")));
    }
}
