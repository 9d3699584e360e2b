package io.practiceops.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.practice.processing.DrawnForms;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * An invoice goes in, its progress shows by itself, its doubtful figure is looked over by keyboard.
 */
@InPractice
@EnabledIf("chromiumIsInstalled")
class PaperBrowserTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    PaperBrowserTests(ApplicationContext application) {
        this.application = application;
    }

    @Test
    void anInvoiceIsUploadedReadAndLookedOver() throws Exception {
        var firm = new TestFirm(application);
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            page.navigate(url("/sign-in"));
            page.getByLabel("E-mail").fill(firm.email("owner"));
            page.getByLabel("Password").fill(TestFirm.PASSWORD);
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                    .click();
            page.navigate(url("/clients/new"));
            page.getByLabel("Name").fill("Gulf Line Marine LLC");
            page.getByLabel("Kind").selectOption("ORGANIZATION");
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Take on").setExact(true))
                    .click();
            page.locator("input[type=file]")
                    .setInputFiles(
                            new FilePayload(
                                    "Invoice.pdf", "application/pdf", DrawnForms.invoice(9).pdf()));
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Upload").setExact(true))
                    .click();

            assertThat(page.locator("#processing"))
                    .containsText(
                            "Found by its words.",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
            assertThat(page.locator("main")).containsText("Look it over");

            shoot(page, "processed");
            page.navigate(url("/review"));
            shoot(page, "reviews-waiting");
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Begin with the oldest"))
                    .click();
            assertThat(page.locator("input:focus")).hasAttribute("data-field", "vendor");
            assertThat(page.locator("rect.on")).hasAttribute("data-field", "vendor");
            shoot(page, "review");
            for (var i = 0; i < 6 && page.url().endsWith("/1"); i++) {
                page.keyboard().press("Enter");
            }
            assertThat(page.locator("main")).containsText("Nothing waits");
            page.navigate(url("/processing"));
            shoot(page, "processing");
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    private static void shoot(Page page, String name) {
        for (var scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (var width : new int[] {390, 1366}) {
                page.setViewportSize(width, width == 390 ? 844 : 768);
                page.screenshot(
                        new Page.ScreenshotOptions()
                                .setFullPage(width == 390)
                                .setPath(
                                        Path.of(
                                                "target/screenshots/%s-%s-%d.png"
                                                        .formatted(name, scheme, width))));
            }
        }
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    static boolean chromiumIsInstalled() {
        return Chromium.isInstalled();
    }
}
