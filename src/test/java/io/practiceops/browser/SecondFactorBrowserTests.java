package io.practiceops.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.trust.access.HalfSignedIn;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.audit.AuditFilter;
import io.practiceops.trust.audit.AuditTrail;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * Second factors as people set them up and use them; Chromium plays the device with the passkeys.
 */
@InPractice
@EnabledIf("chromiumIsInstalled")
class SecondFactorBrowserTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;

    SecondFactorBrowserTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
        var _ = firm.add("noa", Role.STAFF);
    }

    @Test
    void aNewUserSetsUpAnAuthenticatorAndAPasskeyAndSignsInWithEach() {
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            var device = new Device(desk, page);
            givePassword(page);
            page.waitForURL(url("/"));

            page.navigate(url("/me/second-factor"));
            shoot(page, "second-factor-none");
            page.getByRole(AriaRole.BUTTON, button("Set up the app")).click();
            shoot(page, "second-factor-authenticator");
            var secret = page.locator("#secret").textContent();
            page.getByRole(AriaRole.TEXTBOX, button("Code")).fill(HalfSignedIn.code(secret, 0));
            page.getByRole(AriaRole.BUTTON, button("Set it up")).click();
            assertThat(page.locator("#codes li")).hasCount(10);
            shoot(page, "second-factor-recovery-codes");
            page.getByRole(AriaRole.LINK, link("I have kept them")).click();

            page.getByRole(AriaRole.LINK, link("Add a passkey")).click();
            page.getByLabel("What to call it").fill("Work laptop");
            shoot(page, "second-factor-passkey-new");
            page.getByRole(AriaRole.BUTTON, button("Add the passkey")).click();
            assertThat(page.locator("#passkeys")).containsText("Work laptop");
            shoot(page, "second-factor");

            signOut(desk, page);
            givePassword(page);
            assertThat(page.locator("h1")).hasText("One more step");
            shoot(page, "second-step");
            page.getByLabel("Code from").fill(HalfSignedIn.code(secret, 1));
            page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
            page.waitForURL(url("/"));

            signOut(desk, page);
            givePassword(page);
            page.getByRole(AriaRole.BUTTON, button("Use a passkey")).click();
            page.waitForURL(url("/"));

            signOut(desk, page);
            page.navigate(url("/sign-in?next=/clients"));
            shoot(page, "sign-in");
            page.getByRole(AriaRole.BUTTON, button("Sign in with a passkey")).click();
            page.waitForURL(url("/clients"));
            Assertions.assertThat(device.signatures()).isGreaterThan(1);
            Assertions.assertThat(chromium.complaints()).isEmpty();
            Assertions.assertThat(entries("session.started"))
                    .anyMatch(entry -> entry.contains("\"factors\":\"[PASSKEY]\""))
                    .anyMatch(entry -> entry.contains("\"factors\":\"[PASSWORD, PASSKEY]\""))
                    .anyMatch(entry -> entry.contains("\"factors\":\"[PASSWORD, AUTHENTICATOR]\""));
        }
    }

    @Test
    void aPasskeyThatCountsBackwardsIsRefusedAndOnRecord() {
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            var device = new Device(desk, page);
            givePassword(page);
            addPasskey(page);
            page.getByRole(AriaRole.LINK, link("I have kept them")).click();
            signOut(desk, page);
            page.navigate(url("/sign-in"));
            page.getByRole(AriaRole.BUTTON, button("Sign in with a passkey")).click();
            page.waitForURL(url("/"));
            signOut(desk, page);

            device.turnBack();
            page.navigate(url("/sign-in"));
            page.getByRole(AriaRole.BUTTON, button("Sign in with a passkey")).click();

            assertThat(page.locator("main")).containsText("seems to have been copied");
            Assertions.assertThat(entries("second-factor.refused"))
                    .anyMatch(entry -> entry.contains("COPIED_PASSKEY"));
        }
    }

    @Test
    void aRemovedPasskeyOpensNothing() {
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            var _ = new Device(desk, page);
            givePassword(page);
            addPasskey(page);
            page.getByRole(AriaRole.LINK, link("I have kept them")).click();
            page.getByRole(AriaRole.BUTTON, button("Remove")).click();
            page.getByLabel("Type Work laptop to go on").fill("Work laptop");
            page.locator("dialog[open] .primary").click();
            assertThat(page.locator(".toast")).containsText("removed here");
            signOut(desk, page);

            page.navigate(url("/sign-in"));
            page.getByRole(AriaRole.BUTTON, button("Sign in with a passkey")).click();

            assertThat(page.locator("main")).containsText("not known here");
        }
    }

    @Test
    void whoMustSetOneUpIsLedThereAndOnFromThereWithoutScripts() {
        HalfSignedIn.require(application, firm);
        try (var chromium = new Chromium();
                var plain = chromium.withoutScripts()) {
            var page = plain.newPage();
            page.navigate(url("/clients"));
            page.getByLabel("E-mail").fill(firm.email("owner"));
            page.getByLabel("Password").fill(TestFirm.PASSWORD);
            page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
            assertThat(page.locator("h1")).hasText("Set up a second factor");
            shoot(page, "second-factor-first");

            page.getByRole(AriaRole.BUTTON, button("Set up the app")).click();
            var secret = page.locator("#secret").textContent();
            page.getByRole(AriaRole.TEXTBOX, button("Code")).fill(HalfSignedIn.code(secret, 0));
            page.getByRole(AriaRole.BUTTON, button("Set it up")).click();
            page.getByRole(AriaRole.LINK, link("I have kept them")).click();
            page.navigate(url("/clients"));
            assertThat(page.locator("h1")).hasText("Clients");
            page.navigate(url("/users/sign-in-rules"));
            assertThat(page.locator("main")).containsText("Everybody of whom");
            shoot(page, "sign-in-rules");
        }
    }

    @Test
    void thePagesStandOnAPhone() {
        try (var chromium = new Chromium();
                var phone = chromium.phone()) {
            var page = phone.newPage();
            var _ = new Device(phone, page);
            page.navigate(url("/sign-in"));
            page.getByLabel("E-mail").fill(firm.email("owner"));
            page.getByLabel("Password").fill(TestFirm.PASSWORD);
            page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
            page.waitForURL(url("/"));
            addPasskey(page);
            shoot(page, "second-factor-recovery-codes-phone");
            page.getByRole(AriaRole.LINK, link("I have kept them")).click();
            for (var place :
                    List.of("/me/second-factor", "/me", "/users/sign-in-rules", "/confirm")) {
                page.navigate(url(place));
                var overflow =
                        page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
                Assertions.assertThat(((Number) overflow).intValue())
                        .as(place)
                        .isLessThanOrEqualTo(0);
                shoot(page, "factors" + place.replace('/', '-') + "-phone");
            }
            page.navigate(url("/me/second-factor"));
            page.getByRole(AriaRole.BUTTON, button("Set up the app")).click();
            shoot(page, "second-factor-authenticator-phone");
        }
    }

    /** A device with passkeys: Chromium's virtual authenticator. */
    private static final class Device {

        private final CDPSession session;
        private final String id;

        Device(BrowserContext context, Page page) {
            session = context.newCDPSession(page);
            session.send("WebAuthn.enable");
            var options = new JsonObject();
            options.addProperty("protocol", "ctap2");
            options.addProperty("transport", "internal");
            options.addProperty("hasResidentKey", true);
            options.addProperty("hasUserVerification", true);
            options.addProperty("isUserVerified", true);
            options.addProperty("automaticPresenceSimulation", true);
            var wanted = new JsonObject();
            wanted.add("options", options);
            id =
                    session.send("WebAuthn.addVirtualAuthenticator", wanted)
                            .get("authenticatorId")
                            .getAsString();
        }

        int signatures() {
            return credential().get("signCount").getAsInt();
        }

        /** As a copy made before the last signatures would. */
        void turnBack() {
            var copy = credential();
            copy.addProperty("signCount", 0);
            var removed = authenticator();
            removed.addProperty("credentialId", copy.get("credentialId").getAsString());
            session.send("WebAuthn.removeCredential", removed);
            var added = authenticator();
            added.add("credential", copy);
            session.send("WebAuthn.addCredential", added);
        }

        private JsonObject credential() {
            return session.send("WebAuthn.getCredentials", authenticator())
                    .getAsJsonArray("credentials")
                    .get(0)
                    .getAsJsonObject();
        }

        private JsonObject authenticator() {
            var which = new JsonObject();
            which.addProperty("authenticatorId", id);
            return which;
        }
    }

    private void givePassword(Page page) {
        page.navigate(url("/sign-in"));
        page.getByLabel("E-mail").fill(firm.email("noa"));
        page.getByLabel("Password").fill(TestFirm.PASSWORD);
        page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
        page.waitForURL(Pattern.compile(".*(/|/sign-in/second)$"));
    }

    private void addPasskey(Page page) {
        page.navigate(url("/me/second-factor/passkeys/new"));
        page.getByLabel("What to call it").fill("Work laptop");
        page.getByRole(AriaRole.BUTTON, button("Add the passkey")).click();
        assertThat(page.locator("#codes li")).hasCount(10);
    }

    private static void signOut(BrowserContext context, Page page) {
        context.clearCookies();
        page.navigate("about:blank");
    }

    private List<String> entries(String action) {
        var filter = AuditFilter.of(firm.id()).action(action);
        return firm
                .asSystem(() -> application.getBean(AuditTrail.class).find(filter, null, 50))
                .items()
                .stream()
                .map(entry -> entry.canonical())
                .toList();
    }

    static boolean chromiumIsInstalled() {
        return Chromium.isInstalled();
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions link(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(Path.of("target/screenshots/" + name + ".png"))
                        .setFullPage(true));
    }
}
