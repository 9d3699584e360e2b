package io.practiceops.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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

/** An access review from the empty page to the evidence, as somebody who never made one. */
@InPractice
@EnabledIf("chromiumIsInstalled")
class ReviewBrowserTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;

    ReviewBrowserTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
        firm.add("ruth", Role.ADMIN);
        firm.add("ben", Role.BILLING);
        firm.add("noa", Role.STAFF);
    }

    @Test
    void aReviewIsOpenedDecidedAndClosedIntoItsEvidence() {
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            signIn(page);
            page.navigate(url("/reviews"));
            shoot(page, "reviews-empty");
            page.getByRole(AriaRole.LINK, named("Open a review")).first().click();
            page.getByLabel("Name").fill("Access, fourth quarter");
            page.getByLabel("Reviewer").selectOption(firstWith(page, "reviewer", "Owner"));
            page.getByLabel("Deputy").selectOption(firstWith(page, "deputy", "ruth"));
            shoot(page, "reviews-new");
            page.getByRole(AriaRole.BUTTON, named("Open the review")).click();
            assertThat(page.locator("main")).containsText("0 of 4 decided");
            shoot(page, "review-open");

            page.getByRole(AriaRole.LINK, named("ben")).click();
            page.getByLabel("Remove the access").check();
            page.getByLabel("Why").fill("Left in October.");
            shoot(page, "review-item");
            page.getByRole(AriaRole.BUTTON, named("Decide")).click();
            page.getByLabel("Keep it as it is").check();
            page.getByRole(AriaRole.BUTTON, named("Decide")).click();
            page.getByLabel("Keep it as it is").check();
            page.getByRole(AriaRole.BUTTON, named("Decide")).click();
            assertThat(page.locator("main")).containsText("3 of 4 decided");

            page.getByRole(AriaRole.BUTTON, named("Close the review")).click();
            assertThat(page.locator("main")).containsText("1 of 4 are not decided yet");
            page.getByLabel("Leave 1 undecided").check();
            page.getByRole(AriaRole.BUTTON, named("Close the review")).click();
            assertThat(page.locator("main")).containsText("Evidence");
            var report =
                    page.waitForDownload(
                            () -> page.getByRole(AriaRole.LINK, named("JSON")).click());
            assertThat(report.suggestedFilename()).endsWith(".json");
            shoot(page, "review-closed");
            assertThat(chromium.complaints()).allMatch(complaint -> complaint.contains("409"));
        }
    }

    @Test
    void thePagesFitAPhoneAndTheDark() {
        try (var chromium = new Chromium();
                var phone = chromium.phone();
                var desk = chromium.desk()) {
            for (var context : List.of(phone, desk)) {
                var kind = context == phone ? "-phone" : "";
                var page = context.newPage();
                signIn(page);
                for (var place :
                        List.of("/users/roles", "/users/separation", "/users?standing=dormant")) {
                    page.navigate(url(place));
                    shoot(page, place.substring(1).replaceAll("[^a-z]+", "-") + kind);
                    var overflow =
                            page.evaluate(
                                    "document.documentElement.scrollWidth - window.innerWidth");
                    assertThat(((Number) overflow).intValue()).isLessThanOrEqualTo(0);
                }
            }
        }
    }

    static boolean chromiumIsInstalled() {
        return Chromium.isInstalled();
    }

    private static String firstWith(Page page, String field, String name) {
        return page.locator("#" + field + " option")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(name))
                .first()
                .getAttribute("value");
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
