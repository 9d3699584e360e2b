package io.practiceops.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.console.samples.SamplePdf;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The Storage page, and changing the key by its button. */
@InPractice
@EnabledIf("chromiumIsInstalled")
class StorageBrowserTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;

    StorageBrowserTests(ApplicationContext application) {
        this.application = application;
    }

    static boolean chromiumIsInstalled() {
        return Chromium.isInstalled();
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
        var api = new Api(port, firm.ownerKey());
        var client =
                api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada\"}")
                        .json()
                        .path("id")
                        .asString();
        api.upload(client, "a.pdf", SamplePdf.saying("one"));
        api.upload(client, "b.pdf", SamplePdf.saying("two"));
    }

    @Test
    void theOwnerSeesHowFilesAreKeptAndChangesTheKey() {
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            signIn(page);

            page.getByRole(AriaRole.LINK, button("Storage")).first().click();
            assertThat(page.locator("h1").first()).hasText("Storage");
            assertThat(page.locator("main")).containsText("Your firm’s files");
            shoot(page, "storage");

            page.getByRole(AriaRole.BUTTON, button("Change the key")).click();
            assertThat(page.locator("body")).containsText("is in use");
            shoot(page, "storage-rotated");
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            shoot(page, "storage-dark");
            page.setViewportSize(390, 844);
            shoot(page, "storage-phone");
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    private void signIn(Page page) {
        page.navigate("http://localhost:" + port + "/sign-in");
        page.getByLabel("E-mail").fill(firm.email("owner"));
        page.locator("input[type=password]").fill(TestFirm.PASSWORD);
        page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(Path.of("target/screenshots/" + name + ".png"))
                        .setFullPage(true));
    }
}
