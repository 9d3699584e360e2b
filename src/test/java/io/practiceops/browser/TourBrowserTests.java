package io.practiceops.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.console.samples.SamplePdf;
import io.practiceops.trust.access.Role;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The tour of the README, as somebody new takes it. */
@InPractice
@EnabledIf("chromiumIsInstalled")
class TourBrowserTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;

    TourBrowserTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
    }

    @Test
    void aClientIsTakenOnAPdfUploadedFoundByAWordAndAllOfItIsOnRecord() {
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            signIn(page, "owner");

            open(page, "Clients");
            page.getByRole(AriaRole.LINK, named("Take on a client")).first().click();
            page.getByLabel("Name").fill("Gulf Line Marine LLC");
            page.getByLabel("Kind").selectOption("ORGANIZATION");
            page.getByRole(AriaRole.BUTTON, button("Take on")).click();
            assertThat(page.locator("h1").first()).hasText("Gulf Line Marine LLC");

            var pdf = SamplePdf.saying("The cormorant is delivered at closing.");
            page.locator("input[type=file]")
                    .setInputFiles(new FilePayload("Deed.pdf", "application/pdf", pdf));
            page.getByRole(AriaRole.BUTTON, button("Upload")).click();
            assertThat(page.locator("main")).containsText("Searchable");

            page.navigate(url("/documents?q=cormorants"));
            assertThat(page.locator("mark").first()).hasText("cormorant");
            shoot(page, "documents-search");

            page.navigate(url("/audit"));
            assertThat(page.locator("main"))
                    .containsText(Pattern.compile("uploaded", Pattern.CASE_INSENSITIVE));
            page.navigate(url("/health-checks"));
            assertThat(page.locator("main")).containsText("Database");
            page.navigate(url("/"));
            assertThat(page.locator("main")).containsText("Gulf Line Marine LLC");
            shoot(page, "overview");
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void thePaletteGoesWhereItsWordsSay() {
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            signIn(page, "owner");

            page.keyboard().press("Control+k");
            page.keyboard().type("audit");
            page.keyboard().press("Enter");

            assertThat(page).hasURL(Pattern.compile(".*/audit$"));
        }
    }

    @Test
    void actingWorksWithoutScripts() {
        try (var chromium = new Chromium();
                var plain = chromium.withoutScripts()) {
            var page = plain.newPage();
            signIn(page, "owner");

            page.navigate(url("/clients/new"));
            page.getByLabel("Name").fill("No Script & Sons");
            page.getByLabel("Kind").selectOption("ORGANIZATION");
            page.getByRole(AriaRole.BUTTON, button("Take on")).click();
            page.locator("input[type=file]")
                    .setInputFiles(
                            new FilePayload("Deed.pdf", "application/pdf", SamplePdf.saying("x")));
            page.getByRole(AriaRole.BUTTON, button("Upload")).click();

            assertThat(page.locator("main")).containsText("Deed.pdf");
        }
    }

    @Test
    void onAPhoneEveryPlaceIsReached() {
        try (var chromium = new Chromium();
                var phone = chromium.phone()) {
            var page = phone.newPage();
            signIn(page, "owner");

            page.getByRole(AriaRole.BUTTON, button("More")).click();
            page.locator("#rail")
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Audit"))
                    .click();

            assertThat(page).hasURL(Pattern.compile(".*/audit$"));
            var overflow =
                    page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
            assertThat(((Number) overflow).intValue()).isLessThanOrEqualTo(0);
            shoot(page, "audit-phone");
        }
    }

    @Test
    void aFormSaysWhatIsWrongBesideTheFieldAndKeepsWhatWasTyped() {
        try (var chromium = new Chromium();
                var plain = chromium.withoutScripts()) {
            var page = plain.newPage();
            signIn(page, "owner");
            page.navigate(url("/clients/new"));
            page.getByLabel("Name").fill("Ada");
            page.getByLabel("Kind").selectOption("INDIVIDUAL");
            page.getByLabel("E-mail").fill("nonsense");
            page.getByRole(AriaRole.BUTTON, button("Take on")).click();

            assertThat(page.getByLabel("E-mail")).hasAttribute("aria-invalid", "true");
            assertThat(page.getByLabel("Name")).hasValue("Ada");
        }
    }

    @Test
    void whoMayNotIsToldSoAndShownAWayOn() {
        firm.add("ben", Role.BILLING);
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            signIn(page, "ben");

            page.navigate(url("/audit"));

            assertThat(page.locator("main")).containsText("Not allowed");
            assertThat(page.locator("nav").first()).not().containsText("Audit");
        }
    }

    static boolean chromiumIsInstalled() {
        return Chromium.isInstalled();
    }

    private void signIn(Page page, String name) {
        page.navigate(url("/"));
        page.getByLabel("E-mail").fill(firm.email(name));
        page.getByLabel("Password").fill(TestFirm.PASSWORD);
        page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
        page.waitForURL(url("/"));
    }

    private static void open(Page page, String place) {
        page.locator("#rail")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(place))
                .click();
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(Path.of("target/screenshots/" + name + ".png")));
    }
}
