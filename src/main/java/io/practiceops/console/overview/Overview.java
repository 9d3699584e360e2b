package io.practiceops.console.overview;

import io.practiceops.foundation.kernel.Panel;
import io.practiceops.foundation.kernel.Panel.Facts;
import io.practiceops.foundation.kernel.Panel.NeedsAction;
import io.practiceops.foundation.kernel.Panel.Tile;
import io.practiceops.foundation.kernel.Panel.Todo;
import java.util.List;

/**
 * The panels of one actor, each in its place.
 *
 * @param of what the todos were looked for in: "1 of 9 checks"
 * @param asked whether anything was asked at all
 * @param silent titles of panels that could not say anything just now
 */
public record Overview(
        List<Tiled> tiles,
        List<Todo> todos,
        String of,
        boolean asked,
        List<Listed> facts,
        List<Told> feeds,
        List<String> silent) {

    /** A panel of one number. */
    public record Tiled(Panel panel, Tile tile) {}

    /** A panel of facts. */
    public record Listed(Panel panel, Facts facts) {}

    /** A panel of what happened. */
    public record Told(Panel panel, List<Happened> happened) {}

    /** A panel's content, or that it has none. */
    record Shown(Panel panel, Panel.Content content) {}

    static String of(List<NeedsAction> asked) {
        return String.join(
                " · ", asked.stream().map(NeedsAction::of).filter(of -> !of.isEmpty()).toList());
    }
}
