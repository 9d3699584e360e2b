package io.practiceops.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.practiceops.foundation.web.PageContext.Fact;
import io.practiceops.foundation.web.PageContext.Flash;
import io.practiceops.foundation.web.PageContext.NavGroup;
import io.practiceops.foundation.web.PageContext.NavItem;
import io.practiceops.foundation.web.PageContext.Person;
import io.practiceops.foundation.web.PageContext.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagesTest {

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path STATIC = Path.of("src/main/resources/static");

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    @Test
    void aPageShowsWhoAsksWhereTheyAreAndHowThingsStand() {
        var page = render("web/problem.jte", problem(signedIn()));

        assertThat(page)
                .contains("<title>Nothing is here · Harbor &amp; Finch</title>")
                .contains("1 incident open")
                .contains("data as of <time datetime=\"2026-11-22T19:32:07Z\"")
                .contains("Jane Finch<small>Owner</small>")
                .contains("href=\"/clients\" aria-current=\"page\" data-key=\"c\"")
                .contains("Archived.");
    }

    @Test
    void aProblemMeetsSomebodySignedOutWithoutTheConsole() {
        var page = render("web/problem.jte", problem(signedOut()));

        assertThat(page)
                .contains("href=\"/sign-in\"", "7f3a91c2")
                .doesNotContain("id=\"rail\"", "id=\"palette\"");
    }

    @Test
    void aFieldNamesItsHintAndItsErrorForWhoeverCannotSeeThem() {
        var page =
                render(
                        "access/first-owner.jte",
                        Map.of(
                                "page",
                                signedOut(),
                                "token",
                                "once",
                                "errors",
                                Map.of("firm", "Say the firm's name.")));

        assertThat(page)
                .contains("aria-invalid=\"true\" aria-describedby=\"firm-hint firm-error\"")
                .contains("id=\"firm-error\"", "id=\"firm-hint\"");
    }

    @Test
    void whatSomebodyTypedIsNeverMarkup() {
        var parameters = new HashMap<>(problem(signedIn()));
        parameters.put("title", "<script>alert(1)</script>");

        assertThat(render("web/problem.jte", parameters)).doesNotContain("<script>alert");
    }

    @Test
    void templatesNeedNothingThatTheContentSecurityPolicyForbids() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContainPattern("\\sstyle=")
                        .doesNotContainPattern("\\son[a-z]+=")
                        .doesNotContainPattern("<script(?! (type=\"module\" )?src=)")
                        .doesNotContain("<style", "hx-on", "javascript:", "js:");
            }
        }
    }

    @Test
    void everyIconThatATemplateNamesIsDrawn() throws IOException {
        var icons = Files.readString(STATIC.resolve("img/icons.svg"));
        var named = java.util.regex.Pattern.compile("tag\\.icon\\(name = \"([a-z]+)\"\\)");

        try (var files = Files.walk(TEMPLATES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                named.matcher(Files.readString(file))
                        .results()
                        .forEach(match ->
                                assertThat(icons).contains("id=\"" + match.group(1) + "\""));
            }
        }
    }

    @Test
    void vendoredScriptsAreWhatWasPublished() throws Exception {
        for (var line : Files.readAllLines(STATIC.resolve("vendor/checksums.txt"))) {
            var parts = line.split(" +");
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(Files.readAllBytes(STATIC.resolve("vendor").resolve(parts[1])));
            assertThat(HexFormat.of().formatHex(digest)).as(parts[1]).isEqualTo(parts[0]);
        }
    }

    private String render(String template, Map<String, Object> parameters) {
        var output = new StringOutput();
        templates.render(template, parameters, output);
        return output.toString();
    }

    private static Map<String, Object> problem(PageContext page) {
        return Map.of(
                "page",
                page,
                "status",
                404,
                "title",
                "Nothing is here",
                "detail",
                "This address leads nowhere.",
                "requestId",
                page.requestId());
    }

    private static PageContext signedIn() {
        return new PageContext(
                "/clients",
                "Harbor & Finch",
                new Person("Jane Finch", "jane@harborfinch.example", "Owner"),
                "token",
                List.of(
                        new NavGroup(
                                "Practice",
                                List.of(
                                        new NavItem(
                                                "Clients",
                                                "/clients",
                                                true,
                                                "2",
                                                true,
                                                "clients",
                                                "c",
                                                true)))),
                List.of(new Fact("1 incident open", State.BAD, "/incidents")),
                new Moment(
                        "14:32:07",
                        "2026-11-22T19:32:07Z",
                        "Sunday, 22 November 2026, 14:32:07 EST",
                        false),
                new Flash("Archived.", State.GOOD, "/undo"),
                "auto",
                "7f3a91c2",
                false);
    }

    private static PageContext signedOut() {
        return new PageContext(
                "/",
                null,
                null,
                "token",
                List.of(),
                List.of(),
                null,
                null,
                "auto",
                "7f3a91c2",
                false);
    }
}
