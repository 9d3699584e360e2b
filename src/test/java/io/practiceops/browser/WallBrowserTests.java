package io.practiceops.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
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

/** A client gets a team, is closed to others, and somebody is shut out and let in again. */
@InPractice
@EnabledIf("chromiumIsInstalled")
class WallBrowserTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private String client;

    WallBrowserTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aFirmWithAClient() {
        firm = new TestFirm(application);
        firm.add("ruth", Role.COMPLIANCE);
        firm.add("noa", Role.STAFF);
        client =
                new Api(port, firm.ownerKey())
                        .post(
                                "/api/v1/clients",
                                "{\"kind\":\"ORGANIZATION\",\"name\":\"Gulf Line Marine LLC\"}")
                        .json()
                        .path("id")
                        .asString();
    }

    @Test
    void aTeamIsMadeAndAWallRaisedAndLifted() {
        try (var chromium = new Chromium();
                var desk = chromium.desk();
                var phone = chromium.phone()) {
            var page = desk.newPage();
            signIn(page, "owner");
            page.navigate(url("/clients/" + client));
            page.getByRole(AriaRole.LINK, named("Make a team")).click();
            put(page, "Owner", "Responsible");
            put(page, "noa", "Assists");
            page.getByLabel("Who may see it").selectOption("TEAM");
            page.getByRole(AriaRole.BUTTON, named("Save")).click();
            assertThat(page.locator("main")).containsText("its team only");

            page.getByLabel("Shut out").selectOption(option(page, "person", "noa"));
            page.getByLabel("Why").fill("Worked for the other side until May.");
            page.getByRole(AriaRole.BUTTON, named("Raise the wall")).click();
            assertThat(page.locator("main")).containsText("Shut out");
            shoot(page, "walls");
            page.navigate(url("/clients/" + client));
            assertThat(page.locator("#team")).containsText("1 person is shut out");
            shoot(page, "client-with-wall");

            var theirs = phone.newPage();
            signIn(theirs, "noa");
            theirs.navigate(url("/clients"));
            assertThat(theirs.locator("main")).not().containsText("Gulf Line");
            theirs.navigate(url("/clients/" + client));
            assertThat(theirs.locator("main")).containsText("There is no such client");

            page.navigate(url("/clients/" + client + "/team"));
            page.getByRole(AriaRole.LINK, named("Lift the wall for noa")).click();
            page.getByLabel("Why it is lifted").fill("The other matter is closed.");
            shoot(page, "wall-lift");
            page.getByRole(AriaRole.BUTTON, named("Lift the wall")).click();
            assertThat(page.locator("main")).containsText("Lifted by");
            page.getByLabel("Who may see it").selectOption("FIRM");
            page.getByRole(AriaRole.BUTTON, named("Save")).click();

            theirs.navigate(url("/clients"));
            assertThat(theirs.locator("main")).containsText("Gulf Line");
            theirs.navigate(url("/clients/" + client + "/team"));
            shoot(theirs, "walls-phone");
            var overflow =
                    theirs.evaluate("document.documentElement.scrollWidth - window.innerWidth");
            assertThat(((Number) overflow).intValue()).isLessThanOrEqualTo(0);
            assertThat(chromium.complaints())
                    .allMatch(complaint -> List.of("404").stream().anyMatch(complaint::contains));
        }
    }

    static boolean chromiumIsInstalled() {
        return Chromium.isInstalled();
    }

    private static void put(Page page, String who, String part) {
        page.getByLabel("Who", new Page.GetByLabelOptions().setExact(true))
                .selectOption(option(page, "user", who));
        page.getByLabel("Part", new Page.GetByLabelOptions().setExact(true))
                .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(part));
        page.getByRole(AriaRole.BUTTON, named("Put on the team")).click();
        assertThat(page.locator("[aria-label=Team]")).containsText(who);
    }

    private static String option(Page page, String field, String name) {
        return page.locator("#" + field + " option")
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

    private static void shoot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target/screenshots/" + name + ".png")));
    }
}
