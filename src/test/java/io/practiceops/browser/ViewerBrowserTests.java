package io.practiceops.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.practice.parsing.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The viewer, as somebody reads with it: with and without scripts, at a desk and on a phone. */
@InPractice
@EnabledIf("chromiumIsInstalled")
class ViewerBrowserTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;
    private String client;

    ViewerBrowserTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aFirm() {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
        client =
                api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada\"}")
                        .json()
                        .path("id")
                        .asString();
    }

    private String document(String name, byte[] bytes) {
        var place = api.upload(client, name, bytes).header("Location");
        api.awaitRead(place);
        return place.replace("/api/v1", "");
    }

    private static byte[] lease() throws IOException {
        return TestFiles.paper(
                "Lease of a berth at the Gulf Line marina, between the parties named below.\n"
                        + "The pelican is moored at pier four and pays four thousand a month.\n"
                        + "Delivered at closing, with all that belongs to it.",
                "Second page: the cormorant is delivered at closing.",
                "Third page: signatures of the parties and of a witness.");
    }

    @Test
    void aDocumentIsOpenedWithAKeyReadWithKeysAndItsWordsAreSelected() throws IOException {
        var place = document("Lease.pdf", lease());
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            signIn(page);
            page.navigate(url(place));
            page.keyboard().press("o");
            assertThat(page).hasURL(Pattern.compile(".*/view$"));

            var first = page.locator("#page-1");
            var picture = first.locator("img");
            assertThat(picture).hasJSProperty("complete", true);
            assertThat(first.locator(".text-layer tspan").first()).hasText("Lease");
            page.locator("#page-3 img").scrollIntoViewIfNeeded();
            page.keyboard().press("k");
            page.keyboard().press("k");

            page.keyboard().press("j");
            assertThat(page.locator("#viewer-page")).hasValue("2");
            page.keyboard().press("+");
            assertThat(page.locator("[data-zoom-now]")).hasText("125 %");
            page.keyboard().press("0");
            page.keyboard().press("g");
            page.keyboard().type("3");
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-thumb='3']")).hasAttribute("aria-current", "page");

            select(page, "#page-1", "pelican", "moored");
            var copied =
                    page.evaluate(
                            """
                            () => {
                              const data = new DataTransfer();
                              document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, cancelable: true }));
                              return data.getData('text/plain');
                            }
                            """);
            assertThat(copied).isEqualTo("pelican is moored");
            shoot(page, "viewer");
            page.locator("#main").press("?");
            assertThat(page.locator("#keys")).containsText("Go to page");
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void aPageHasItsPlaceBeforeItsPictureIsThere() throws IOException {
        var place = document("Lease.pdf", lease());
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            signIn(page);
            page.route("**/picture**", route -> route.abort());
            page.navigate(url(place + "/view"));
            var without = page.locator("#page-2").boundingBox();
            page.unroute("**/picture**");
            page.reload();
            assertThat(page.locator("#page-1 .text-layer")).isAttached();

            var with = page.locator("#page-2").boundingBox();
            assertThat(with.height).isCloseTo(without.height, offset(2.0));
            assertThat(with.height / with.width).isCloseTo(792.0 / 612, offset(0.01));
        }
    }

    @Test
    void wordsAreNotedOnAnsweredAndResolved() throws IOException {
        var place = document("Lease.pdf", lease());
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            signIn(page);
            page.navigate(url(place + "/view"));
            select(page, "#page-1", "pelican", "moored");
            page.keyboard().press("m");
            assertThat(page.locator("[data-quoted]")).hasText("pelican is moored");
            page.getByLabel("Note", exactly()).fill("Which pier?");
            page.getByRole(AriaRole.BUTTON, button("Note it")).click();

            var thread = page.locator(".thread");
            assertThat(thread).containsText("Which pier?");
            assertThat(page.locator("#page-1 .marks a rect")).hasCount(1);
            thread.locator("summary", new Locator.LocatorOptions().setHasText("Reply")).click();
            thread.getByLabel("Reply").fill("Pier four, it says.");
            thread.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Reply"))
                    .click();
            assertThat(thread.locator(".reply")).containsText("Pier four, it says.");
            shoot(page, "viewer-notes");
            thread.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Resolve"))
                    .click();
            assertThat(page.locator(".thread.resolved")).containsText("Resolved by");
            assertThat(page.locator("#page-1 .marks a.resolved")).hasCount(1);
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void aFrameIsDrawnOnAScan() throws IOException {
        var place = document("Scan.tif", TestFiles.tiff(2));
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            signIn(page);
            page.navigate(url(place + "/view"));
            assertThat(page.locator("#page-1 .text-layer")).isAttached();
            page.getByRole(AriaRole.BUTTON, button("Mark")).click();
            var paper = page.locator("#page-1").boundingBox();
            page.mouse().move(paper.x + 100, paper.y + 100);
            page.mouse().down();
            page.mouse().move(paper.x + 300, paper.y + 220);
            page.mouse().up();
            page.getByLabel("Note", exactly()).fill("A stamp");
            page.getByRole(AriaRole.BUTTON, button("Note it")).click();

            assertThat(page.locator(".thread")).containsText("A stamp");
            var mark = page.locator("#page-1 .marks rect").boundingBox();
            assertThat(mark.width).isCloseTo(200, offset(8.0));
            shoot(page, "viewer-scan");
        }
    }

    @Test
    void whatIsFoundIsMarkedOnThePage() throws IOException {
        var place = document("Lease.pdf", lease());
        try (var chromium = new Chromium();
                var desk = chromium.desk()) {
            var page = desk.newPage();
            signIn(page);
            page.navigate(url(place + "/view"));
            page.keyboard().press("/");
            page.keyboard().type("at closing");
            page.keyboard().press("Enter");

            assertThat(page.locator(".found")).containsText("2 pages");
            assertThat(page.locator("#page-1 .found-word")).hasCount(2);
            page.keyboard().press("n");
            assertThat(page.locator("[data-hit='2']")).hasAttribute("aria-current", "page");
            shoot(page, "viewer-found");
        }
    }

    @Test
    void withoutScriptsPagesAreReadAndNotedOn() throws IOException {
        var place = document("Lease.pdf", lease());
        try (var chromium = new Chromium();
                var plain = chromium.withoutScripts()) {
            var page = plain.newPage();
            signIn(page);
            page.navigate(url(place + "/view?q=cormorant"));
            assertThat(page.locator(".found a")).hasText("2");
            var loaded = page.locator("#page-1 img");
            assertThat(loaded).isVisible();
            page.locator("summary", new Page.LocatorOptions().setHasText("Add a note")).click();
            page.getByLabel("On page").fill("2");
            page.getByLabel("Note", exactly()).fill("On the whole page");
            page.getByRole(AriaRole.BUTTON, button("Note it")).click();

            assertThat(page.locator(".thread")).containsText("On the whole page");
            assertThat(page.locator(".thread")).containsText("Page 2");
        }
    }

    @Test
    void onAPhoneAndInTheDarkItFits() throws IOException {
        var place = document("Lease.pdf", lease());
        var letter = document("Letter.docx", TestFiles.word("Dear Ms. Ortiz,", "Yours, Daniel"));
        var mail = document("Closing.eml", TestFiles.mail().getBytes(UTF_8));
        try (var chromium = new Chromium();
                var phone = chromium.phone()) {
            var page = phone.newPage();
            signIn(page);
            for (var one : new String[] {place, letter, mail}) {
                page.navigate(url(one + "/view"));
                assertThat(page.locator("#page-1")).isVisible();
                var overflow =
                        page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
                assertThat(((Number) overflow).intValue()).as(one).isLessThanOrEqualTo(0);
            }
            shoot(page, "viewer-phone-mail");
            page.navigate(url(place + "/view"));
            assertThat(page.locator("#page-1 .text-layer")).isAttached();
            shoot(page, "viewer-phone");
            page.setViewportSize(1366, 768);
            page.reload();
            assertThat(page.locator("#page-1 .text-layer")).isAttached();
            shoot(page, "viewer-dark");
            page.navigate(url(mail + "/view"));
            shoot(page, "viewer-dark-mail");
            page.navigate(url(letter + "/view"));
            shoot(page, "viewer-dark-word");
        }
    }

    /** From the first of these words to the end of the second, as dragging over them would. */
    private static void select(Page page, String sheet, String from, String to) {
        assertThat(page.locator(sheet + " .text-layer")).isAttached();
        page.evaluate(
                """
                ([sheet, from, to]) => {
                  const spans = [...document.querySelectorAll(`${sheet} .text-layer tspan`)];
                  const find = word => spans.find(span => span.textContent === word).firstChild;
                  const range = document.createRange();
                  range.setStart(find(from), 0);
                  range.setEnd(find(to), to.length);
                  getSelection().removeAllRanges();
                  getSelection().addRange(range);
                }
                """,
                new Object[] {sheet, from, to});
    }

    static boolean chromiumIsInstalled() {
        return Chromium.isInstalled();
    }

    private void signIn(Page page) {
        page.navigate(url("/"));
        page.getByLabel("E-mail").fill(firm.email("owner"));
        page.getByLabel("Password").fill(TestFirm.PASSWORD);
        page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
        page.waitForURL(url("/"));
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
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
