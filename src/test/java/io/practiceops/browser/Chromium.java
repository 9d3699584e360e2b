package io.practiceops.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, driven by Playwright, which downloads nothing. */
final class Chromium implements AutoCloseable {

    static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    Chromium() {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new LaunchOptions()
                                        .setExecutablePath(PROGRAM)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    /**
     * Whether there is a browser; says so loudly when not, since what needs it is then not tested.
     */
    static boolean isInstalled() {
        var installed = Files.isExecutable(PROGRAM);
        if (!installed) {
            System.err.println(
                    "NOT TESTED: no browser at " + PROGRAM + "; install the package chromium.");
        }
        return installed;
    }

    BrowserContext desk() {
        return context(1366, 768, ColorScheme.LIGHT, true);
    }

    BrowserContext phone() {
        return context(390, 844, ColorScheme.DARK, true);
    }

    BrowserContext withoutScripts() {
        return context(1366, 768, ColorScheme.LIGHT, false);
    }

    private BrowserContext context(int width, int height, ColorScheme scheme, boolean scripts) {
        var context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, height)
                                .setColorScheme(scheme)
                                .setJavaScriptEnabled(scripts));
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        return context;
    }

    /** Errors of scripts and refusals of the content security policy, on any page so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
