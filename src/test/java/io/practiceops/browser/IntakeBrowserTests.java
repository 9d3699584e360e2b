package io.practiceops.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.console.samples.SamplePdf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Whole folders brought in, gone on with after a break, moved, tagged and taken along. */
@InPractice
@EnabledIf("chromiumIsInstalled")
class IntakeBrowserTests {

    private static final int FILES = 12;

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;
    private String client;

    IntakeBrowserTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aClient() {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
        client =
                api.post(
                                "/api/v1/clients",
                                "{\"kind\":\"ORGANIZATION\",\"name\":\"Gulf Line Marine LLC\"}")
                        .json()
                        .path("id")
                        .asString();
    }

    private static Path folder(Path home) throws IOException {
        var folder = home.resolve("Gulf Line 2025");
        Files.createDirectories(folder.resolve("Bank"));
        for (var i = 1; i <= FILES; i++) {
            var inner = i % 2 == 0 ? "Bank/" : "";
            Files.write(
                    folder.resolve(inner + "Paper " + i + ".pdf"),
                    SamplePdf.saying("Paper number " + i));
        }
        return folder;
    }

    @Test
    void aFolderBrokenOffIsGoneOnWithAndEachFileIsStoredOnce(@TempDir Path home) throws Exception {
        var folder = folder(home);
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = signedIn(desk);
            var sent = new AtomicInteger();
            page.route(
                    Pattern.compile(".*/document-batches/.*/files\\?path=.*"),
                    route -> {
                        if (sent.incrementAndGet() > 5) {
                            route.abort();
                        } else {
                            route.resume();
                        }
                    });
            page.navigate(url("/documents/upload?client=" + client));
            page.locator("input[data-folder]").setInputFiles(folder);
            assertThat(page.locator("[data-chosen]")).containsText("12 files");
            page.getByLabel("Year").fill("2025");
            shoot(page, "intake-upload");
            page.locator("form[data-batch] .actions > button.primary").click();
            assertThat(page).hasURL(Pattern.compile(".*/documents/batches/.*"));
            assertThat(page.locator("[data-failed]"))
                    .containsText(
                            "7 files not stored",
                            new com.microsoft.playwright.assertions.LocatorAssertions
                                            .ContainsTextOptions()
                                    .setTimeout(120_000));
            assertThat(page.locator("[data-count]")).containsText("5 of 12");
            shoot(page, "intake-broken");

            var batch = page.url();
            page.emulateMedia(
                    new Page.EmulateMediaOptions()
                            .setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
            shoot(page, "intake-broken-dark");
            page.unroute(Pattern.compile(".*/document-batches/.*/files\\?path=.*"));
            page.navigate(batch);
            assertThat(page.locator("#batch")).containsText("5 of 12 files");
            shoot(page, "intake-batch");
            page.locator("input[data-folder]").setInputFiles(folder);
            assertThat(page.locator("#batch")).containsText("Complete");
            assertThat(page.locator("#stored tbody tr")).hasCount(FILES);
            assertThat(
                            api.get("/api/v1/documents?limit=200&client=" + client)
                                    .json()
                                    .path("items")
                                    .size())
                    .isEqualTo(FILES);

            page.navigate(url("/clients/" + client + "/files"));
            page.getByRole(AriaRole.LINK, named("Bank")).click();
            assertThat(page.locator(".crumbs")).containsText("Bank");
            assertThat(page.locator("tbody tr")).hasCount(FILES / 2);
            shoot(page, "intake-folder-dark");
        }
    }

    @Test
    void threeAreTakenAlongMovedAndTagged(@TempDir Path home) throws Exception {
        for (var i = 1; i <= 4; i++) {
            var place =
                    api.upload(client, "Paper " + i + ".pdf", SamplePdf.saying("x" + i))
                            .header("Location");
            api.awaitRead(place);
        }
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = signedIn(desk);
            page.navigate(url("/documents?client=" + client));
            page.keyboard().press("j");
            page.keyboard().press("x");
            page.locator("input[data-select]").nth(1).check();
            page.locator("input[data-select]").nth(2).check();
            assertThat(page.locator("[data-selected]")).hasText("3 chosen");
            shoot(page, "intake-chosen");
            var download =
                    page.waitForDownload(() ->
                            page.getByRole(AriaRole.BUTTON, button("Download as zip")).click());
            var archive = home.resolve("taken.zip");
            download.saveAs(archive);
            try (var zip = new ZipFile(archive.toFile())) {
                assertThat(zip.size()).isEqualTo(3);
            }

            page.getByRole(AriaRole.BUTTON, button("Move, tag, file…")).click();
            page.getByLabel("Add tags").fill("reviewed");
            shoot(page, "intake-selected");
            page.getByRole(AriaRole.BUTTON, button("Save")).click();
            assertThat(page.locator("body")).containsText("3 documents are changed");
            assertThat(chromium.complaints()).isEmpty();
        }
        try (var chromium = new Chromium();
                var plain = chromium.withoutScripts()) {
            var page = signedIn(plain);
            page.navigate(url("/clients/" + client + "/files"));
            page.locator("input[data-select]").nth(0).check();
            page.getByRole(AriaRole.BUTTON, button("Move, tag, file…")).click();
            page.getByLabel("Folder").fill("2025/Bank");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Move 1 document"))
                    .click();
            assertThat(page.locator("main")).containsText("2025");
        }
        try (var chromium = new Chromium();
                var phone = chromium.phone()) {
            var page = signedIn(phone);
            page.navigate(url("/clients/" + client + "/files"));
            shoot(page, "intake-folder-phone");
            page.navigate(url("/documents/upload?client=" + client));
            shoot(page, "intake-upload-phone");
            page.navigate(url("/documents?client=" + client));
            shoot(page, "intake-list-phone");
            page.locator("input[data-select]").nth(0).check();
            page.getByRole(AriaRole.BUTTON, button("Move, tag, file…")).click();
            shoot(page, "intake-selected-phone");
        }
    }

    private Page signedIn(BrowserContext context) {
        var page = context.newPage();
        page.navigate(url("/sign-in"));
        page.getByLabel("E-mail").fill(firm.email("owner"));
        page.getByLabel("Password").fill(TestFirm.PASSWORD);
        page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
        page.waitForURL(url("/"));
        return page;
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

    static boolean chromiumIsInstalled() {
        return Chromium.isInstalled();
    }

    private static void shoot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target/screenshots/" + name + ".png")));
    }
}
