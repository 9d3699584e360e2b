package io.practiceops.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.console.samples.SamplePdf;
import io.practiceops.practice.retention.LetGo;
import io.practiceops.trust.access.Role;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A hold is placed and explained, and what is due goes when two people say so. */
@InPractice
@EnabledIf("chromiumIsInstalled")
class RetentionBrowserTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;
    private String client = "";

    RetentionBrowserTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aClientWithPapers() {
        firm = new TestFirm(application);
        firm.add("petra", Role.PROFESSIONAL);
        firm.add("conrad", Role.COMPLIANCE);
        api = new Api(port, firm.ownerKey());
        client =
                api.post(
                                "/api/v1/clients",
                                "{\"kind\":\"ORGANIZATION\",\"name\":\"Gulf Line Marine LLC\"}")
                        .json()
                        .path("id")
                        .asString();
    }

    private String paper(String name) {
        var place = api.upload(client, name, SamplePdf.saying(name)).header("Location");
        api.awaitRead(String.valueOf(place));
        return String.valueOf(place).replace("/api/v1", "");
    }

    @Test
    void aHoldIsPlacedExplainedAndReleased() {
        var paper = paper("Charter agreement.pdf");
        try (var chromium = new Chromium();
                var desk = chromium.desk();
                var phone = chromium.phone()) {
            var page = desk.newPage();
            signIn(page, "conrad");
            page.navigate(url("/holds"));
            assertThat(page.locator("main")).containsText("Nothing is held");
            page.navigate(url("/holds/new?client=" + client));
            page.getByLabel("Case or matter").fill("Delaney v. Gulf Line Marine");
            page.getByLabel("Why these papers must be kept").fill("Demand letter of 9 November.");
            shoot(page, "hold-new");
            page.getByRole(AriaRole.BUTTON, button("Place the hold")).click();
            assertThat(page.locator("main")).containsText("Charter agreement.pdf");
            shoot(page, "hold");
            page.navigate(url("/holds"));
            shoot(page, "holds");

            page.navigate(url(paper));
            assertThat(page.locator("#retention")).containsText("Held, whatever its time");
            assertThat(page.locator("#retention")).containsText("+ 2,555 days =");
            page.locator("#retention").scrollIntoViewIfNeeded();
            shoot(page, "document-kept");
            page.navigate(url("/retention"));
            assertThat(page.locator("main")).containsText("Not verified");
            shoot(page, "retention");
            page.navigate(url("/retention/rules/new"));
            shoot(page, "retention-rule");
            page.navigate(url("/"));
            shoot(page, "overview-retention");

            var small = phone.newPage();
            signIn(small, "conrad");
            for (var place : new String[] {"/retention", "/holds", paper, "/clients/" + client}) {
                small.navigate(url(place));
                small.screenshot(
                        new Page.ScreenshotOptions()
                                .setFullPage(true)
                                .setPath(
                                        Path.of(
                                                "target/screenshots/phone%s.png"
                                                        .formatted(place.split("/")[1]))));
            }

            page.navigate(url("/holds"));
            page.getByText("Delaney v. Gulf Line Marine").click();
            page.getByLabel("Why it can be released").fill("Settled and paid.");
            page.getByRole(AriaRole.BUTTON, button("Release the hold")).click();
            assertThat(page.locator("main")).containsText("Settled and paid.");
            page.navigate(url(paper));
            assertThat(page.locator("#retention")).not().containsText("Delaney");
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void whatIsDueGoesWhenSomebodyElseApproves() {
        var paper = paper("Lease 2015.pdf");
        LetGo.of(application, UUID.fromString(paper.substring(paper.lastIndexOf('/') + 1)));
        try (var chromium = new Chromium();
                var desk = chromium.desk();
                var other = chromium.desk()) {
            var page = desk.newPage();
            signIn(page, "petra");
            page.navigate(url("/disposals/due"));
            page.getByLabel("Propose Lease 2015.pdf").check();
            page.getByLabel("Why they should go").fill("Its time is over.");
            shoot(page, "disposals-due");
            page.getByRole(AriaRole.BUTTON, button("Propose those chosen")).click();
            assertThat(page.locator("main")).containsText("somebody else decides");
            shoot(page, "disposal-proposed");

            var approver = other.newPage();
            signIn(approver, "conrad");
            approver.navigate(url("/"));
            assertThat(approver.locator("main")).containsText("waits for approval");
            approver.navigate(url("/disposals"));
            shoot(approver, "disposals");
            approver.getByText("Disposal: 1 document").first().click();
            approver.getByRole(AriaRole.BUTTON, button("Approve the disposal")).click();
            assertThat(approver.locator("#disposal")).containsText("1 of 1 disposed of");
            approver.reload();
            assertThat(approver.locator("main")).containsText("Export it");
            shoot(approver, "disposal-done");
            approver.navigate(url(paper));
            assertThat(approver.locator("h1").first()).hasText("This document was disposed of");
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    private void signIn(Page page, String who) {
        page.navigate(url("/sign-in"));
        page.getByLabel("E-mail").fill(firm.email(who));
        page.getByLabel("Password").first().fill(TestFirm.PASSWORD);
        page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
        page.waitForURL(url("/"));
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target/screenshots/" + name + ".png")));
    }

    static boolean chromiumIsInstalled() {
        return Chromium.isInstalled();
    }
}
