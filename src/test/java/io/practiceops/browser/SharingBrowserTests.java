package io.practiceops.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.practice.documents.Releases;
import io.practiceops.practice.parsing.TestFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Links from the firm's side to the phone of somebody who has no login, and back. */
@InPractice
@EnabledIf("chromiumIsInstalled")
class SharingBrowserTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;
    private String client = "";
    private String document = "";

    SharingBrowserTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void openFirm() throws Exception {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
        client =
                api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada Palmer\"}")
                        .json()
                        .path("id")
                        .asString();
        var pdf = TestFiles.pdf("The tenant keeps the cormorant.", "And pays for its fish.");
        document =
                api.upload(client, "Lease of the boathouse.pdf", pdf).json().path("id").asString();
        release();
    }

    private void release() {
        firm.<Boolean>asSystem(() -> {
            new TransactionTemplate(application.getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(_ ->
                            application
                                    .getBean(Releases.class)
                                    .release(UUID.fromString(document), 1, "application/pdf"));
            return true;
        });
    }

    @Test
    void aLinkIsMadeOpenedOnAPhoneAndRevoked() {
        try (var chromium = new Chromium();
                var desk = chromium.desk();
                var phone = chromium.phone()) {
            var page = desk.newPage();
            signIn(page);
            page.navigate(url("/documents/" + document));
            page.getByRole(AriaRole.LINK, named("Share it by a link")).click();
            page.getByLabel("Who it is for").fill("Ada Palmer");
            page.getByLabel("Password").fill("crane and heron");
            page.getByLabel("Draw their name and the time over every page").check();
            page.getByLabel("Note to them").fill("Please look over the second page.");
            shoot(page, "share-new");
            page.getByRole(AriaRole.BUTTON, named("Make the link")).click();
            var link = page.locator(".secret code").first().innerText();
            shoot(page, "share-made");

            var there = phone.newPage();
            there.navigate(url(URI.create(link).getPath()));
            shoot(there, "share-password-phone");
            assertThat(there.locator("main")).not().containsText("Lease");
            there.getByLabel("Password").fill("heron");
            there.getByRole(AriaRole.BUTTON, named("Open the document")).click();
            assertThat(there.locator("main")).containsText("That is not the password");
            shoot(there, "share-wrong-phone");
            there.getByLabel("Password").fill("crane and heron");
            there.getByRole(AriaRole.BUTTON, named("Open the document")).click();
            assertThat(there.locator("main")).containsText("Lease of the boathouse.pdf");
            isDrawn(there);
            fits(there);
            shoot(there, "share-open-phone");
            var copy =
                    there.waitForDownload(
                            () -> there.getByRole(AriaRole.LINK, named("Download")).click());
            assertThat(copy.suggestedFilename()).isEqualTo("Lease of the boathouse.pdf");

            page.navigate(url("/shares"));
            shoot(page, "shares");
            page.getByRole(AriaRole.LINK, named("Ada Palmer")).click();
            assertThat(page.locator("#log")).containsText("Downloaded");
            assertThat(page.locator("#log")).containsText("a wrong password");
            shoot(page, "share-log");
            page.getByRole(AriaRole.BUTTON, named("Revoke it now")).click();
            assertThat(page.locator("main")).containsText("Revoked by");
            page.navigate(url("/documents/" + document));
            shoot(page, "document-shared");

            there.reload();
            assertThat(there.locator("h1")).hasText("This link was revoked");
            shoot(there, "share-revoked-phone");
            assertThat(chromium.complaints())
                    .allMatch(complaint -> complaint.matches(".*40[34].*"));
        }
    }

    @Test
    void aLinkIsMadeWithNothingSaidButWhoItIsFor() {
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            signIn(page);
            page.navigate(url("/shares/new?document=" + document));
            page.getByLabel("Who it is for").fill("Ada Palmer");
            page.getByRole(AriaRole.BUTTON, named("Make the link")).click();
            assertThat(page.locator(".secret code")).containsText("/s/");
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void aClientHandsInWhatIsAskedForFromAPhone() {
        try (var chromium = new Chromium();
                var desk = chromium.desk();
                var phone = chromium.phone()) {
            var page = desk.newPage();
            signIn(page);
            page.navigate(url("/clients/" + client));
            page.getByRole(AriaRole.LINK, named("Ask for files")).click();
            page.getByLabel("What you ask for").fill("W-2 of 2026\nProof of identity");
            page.getByLabel("Folder").fill("Taxes/2026");
            shoot(page, "upload-link-new");
            page.getByRole(AriaRole.BUTTON, named("Make the link")).click();
            var link = page.locator(".secret code").first().innerText();

            var there = phone.newPage();
            there.navigate(url(URI.create(link).getPath()));
            fits(there);
            shoot(there, "hand-in-phone");
            there.locator("#files")
                    .setInputFiles(
                            new FilePayload(
                                    "w2.txt", "text/plain", "Wages 52,000".getBytes(UTF_8)));
            there.getByRole(AriaRole.BUTTON, named("Send")).click();
            assertThat(there.locator(".wishes .arrived")).hasCount(1);
            assertThat(there.locator("main")).containsText("w2.txt");
            shoot(there, "hand-in-came-phone");

            page.getByRole(AriaRole.LINK, named("Done")).click();
            assertThat(page.locator("main")).containsText("1 of 2 asked for");
            shoot(page, "upload-link-log");
            page.navigate(url("/clients/" + client));
            assertThat(page.locator("#documents")).containsText("w2.txt");
            shoot(page, "client-upload-links");
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void withoutScriptsFilesAreHandedInAllTheSame() {
        var link =
                api.post(
                                "/api/v1/upload-links",
                                "{\"client\":\"%s\",\"recipient\":\"Ada\"}".formatted(client))
                        .json()
                        .path("url")
                        .asString();
        try (var chromium = new Chromium();
                var plain = chromium.withoutScripts()) {
            var page = plain.newPage();
            page.navigate(url(URI.create(link).getPath()));
            page.locator("#files")
                    .setInputFiles(new FilePayload("a.txt", "text/plain", new byte[] {'a', 'b'}));
            page.getByRole(AriaRole.BUTTON, named("Send")).click();
            assertThat(page.locator("main")).containsText("The file has arrived");
            shoot(page, "hand-in-plain");
        }
    }

    @Test
    void thePagesFitInEveryLight() {
        var bundle =
                api.post(
                                "/api/v1/shares",
                                "{\"recipient\":\"Ada Palmer\",\"note\":\"Both are due on Friday.\",\"viewLimit\":5,\"documents\":[\"%s\",\"%s\"]}"
                                        .formatted(
                                                document,
                                                api.upload(client, "Invoice.txt", new byte[] {'a'})
                                                        .json()
                                                        .path("id")
                                                        .asString()))
                        .json();
        var link = URI.create(bundle.path("url").asString()).getPath();
        try (var chromium = new Chromium();
                var desk = chromium.desk();
                var phone = chromium.phone()) {
            for (BrowserContext context : List.of(desk, phone)) {
                var kind = context == phone ? "-phone" : "-desk";
                var page = context.newPage();
                page.navigate(url(link));
                fits(page);
                shoot(page, "bundle" + kind);
                page.getByRole(AriaRole.BUTTON, named("Open the documents")).click();
                shoot(page, "bundle-open" + kind);
                page.getByRole(AriaRole.LINK, named("Lease of the boathouse.pdf")).click();
                isDrawn(page);
                fits(page);
                shoot(page, "bundle-document" + kind);
                page.navigate(url("/s/" + "x".repeat(43)));
                shoot(page, "unknown-link" + kind);
                signIn(page);
                for (var place :
                        List.of(
                                "/shares",
                                "/upload-links",
                                "/shares/" + bundle.path("id").asString(),
                                "/shares/new?document=" + document,
                                "/upload-links/new?client=" + client)) {
                    page.navigate(url(place));
                    fits(page);
                    shoot(
                            page,
                            "firm"
                                    + place.replaceAll("[0-9a-f-]{36}", "one")
                                            .replaceAll("[^a-z]+", "-")
                                    + kind);
                }
            }
        }
    }

    static boolean chromiumIsInstalled() {
        return Chromium.isInstalled();
    }

    private static void isDrawn(Page page) {
        var width =
                page.locator(".outside-sheets img")
                        .first()
                        .evaluate("image => image.decode().then(() => image.naturalWidth)");
        assertThat(((Number) width).intValue()).isGreaterThan(500);
        var wide = page.locator(".outside-sheets img").first().boundingBox().width;
        assertThat(wide).isGreaterThan(0.7 * Math.min(page.viewportSize().width, 960));
    }

    private static void fits(Page page) {
        var overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) overflow).intValue()).isLessThanOrEqualTo(0);
    }

    private void signIn(Page page) {
        page.navigate(url("/"));
        page.getByLabel("E-mail").fill(firm.email("owner"));
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

    private static void shoot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target/screenshots/" + name + ".png")));
    }
}
