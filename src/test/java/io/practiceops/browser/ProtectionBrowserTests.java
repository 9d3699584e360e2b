package io.practiceops.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.trust.access.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Guessing at somebody's account, and the one who lets them in again. */
@InPractice
@EnabledIf("chromiumIsInstalled")
class ProtectionBrowserTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    ProtectionBrowserTests(ApplicationContext application) {
        this.application = application;
    }

    @Test
    void anOwnerSeesWhoIsKeptOutAndLetsThemIn() {
        var firm = new TestFirm(application);
        firm.add("maya", Role.STAFF);
        try (var chromium = new Chromium();
                var attacker = chromium.desk();
                var maya = chromium.desk();
                var owner = chromium.desk()) {
            for (var i = 1; i <= 10; i++) {
                comeFrom(attacker, "198.51.100." + i);
                signIn(attacker.newPage(), firm.email("maya"), "wrong");
            }
            comeFrom(maya, "203.0.113.9");
            var mayas = maya.newPage();
            signIn(mayas, firm.email("maya"), TestFirm.PASSWORD);
            assertThat(mayas.locator("#problem")).containsText("too many tries");

            var page = owner.newPage();
            signIn(page, firm.email("owner"), TestFirm.PASSWORD);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign-in protection"))
                    .first()
                    .click();
            assertThat(page.locator("#accounts")).containsText("maya");
            assertThat(page.locator("#accounts")).containsText("Closed");
            page.getByLabel("Let maya in").click();
            assertThat(page.locator("#accounts")).containsText("Nobody guesses");

            signIn(mayas, firm.email("maya"), TestFirm.PASSWORD);
            assertThat(mayas.locator("#problem")).isHidden();
            page.navigate(url("/users"));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("maya")).click();
            assertThat(page.locator("#sessions")).containsText("203.0.113.9");
            page.locator("#sessions").getByRole(AriaRole.BUTTON).first().click();
            assertThat(page.locator("#sessions")).containsText("Nowhere");
            mayas.navigate(url("/"));
            assertThat(mayas.locator("h1")).hasText("Sign in");
        }
    }

    private static void comeFrom(BrowserContext context, String address) {
        context.setExtraHTTPHeaders(Map.of("X-Forwarded-For", address));
    }

    private void signIn(Page page, String email, String password) {
        page.navigate(url("/sign-in"));
        page.getByLabel("E-mail").fill(email);
        page.getByLabel("Password").fill(password);
        page.locator("#sign-in button").click();
        page.waitForLoadState();
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    static boolean chromiumIsInstalled() {
        return Chromium.isInstalled();
    }
}
