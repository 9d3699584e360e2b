package io.practiceops.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** WCAG 2.2, 1.4.3 and 1.4.11, over the tokens as they stand in the style sheet. */
class ContrastTest {

    private static final Path TOKENS = Path.of("src/main/resources/static/css/tokens.css");
    private static final Pattern TOKEN =
            Pattern.compile("--([a-z-]+): light-dark\\((oklch\\([^)]*\\)), (oklch\\([^)]*\\))\\);");
    private static final Pattern COLOUR =
            Pattern.compile("oklch\\(([\\d.]+)% ([\\d.]+) ([\\d.]+)\\)");

    private static final List<String> GROUNDS = List.of("ground", "surface", "sunken", "hover");
    private static final List<String> STATES = List.of("accent", "good", "warn", "bad");

    enum Theme {
        LIGHT,
        DARK
    }

    @ParameterizedTest
    @EnumSource
    void textIsReadableOnEveryGround(Theme theme) throws IOException {
        var luminance = luminances(theme);

        for (var ground : GROUNDS) {
            for (var text : List.of("ink", "muted", "accent", "good", "warn", "bad")) {
                assertContrast(luminance, text, ground, 4.5);
            }
        }
        for (var state : STATES) {
            assertContrast(luminance, state, state + "-ground", 4.5);
            assertContrast(luminance, "ink", state + "-ground", 4.5);
        }
        assertContrast(luminance, "on-accent", "accent", 4.5);
        assertContrast(luminance, "on-accent", "bad", 4.5);
    }

    @ParameterizedTest
    @EnumSource
    void theEdgeOfAFieldCanBeSeen(Theme theme) throws IOException {
        var luminance = luminances(theme);

        assertContrast(luminance, "edge", "surface", 3);
        assertContrast(luminance, "edge", "ground", 3);
        assertContrast(luminance, "edge", "sunken", 3);
    }

    private static void assertContrast(
            Map<String, Double> luminance, String one, String other, double least) {
        var a = luminance.get(one);
        var b = luminance.get(other);
        assertThat((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05))
                .as("%s on %s", one, other)
                .isGreaterThanOrEqualTo(least);
    }

    private static Map<String, Double> luminances(Theme theme) throws IOException {
        var luminances = new HashMap<String, Double>();
        var tokens = TOKEN.matcher(Files.readString(TOKENS));
        while (tokens.find()) {
            var colour = COLOUR.matcher(tokens.group(theme == Theme.LIGHT ? 2 : 3));
            if (colour.matches()) {
                luminances.put(
                        tokens.group(1),
                        luminance(
                                Double.parseDouble(colour.group(1)) / 100,
                                Double.parseDouble(colour.group(2)),
                                Math.toRadians(Double.parseDouble(colour.group(3)))));
            }
        }
        return luminances;
    }

    /** OKLCH to linear sRGB (Ottosson 2020), clipped as a screen does, to relative luminance. */
    private static double luminance(double lightness, double chroma, double hue) {
        var a = chroma * Math.cos(hue);
        var b = chroma * Math.sin(hue);
        var l = Math.pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
        var m = Math.pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
        var s = Math.pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
        return 0.2126 * clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
                + 0.7152 * clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
                + 0.0722 * clip(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    }

    private static double clip(double channel) {
        return Math.clamp(channel, 0, 1);
    }
}
