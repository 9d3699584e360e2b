package io.practiceops.console.overview;

import io.practiceops.console.overview.Overview.Listed;
import io.practiceops.console.overview.Overview.Shown;
import io.practiceops.console.overview.Overview.Tiled;
import io.practiceops.console.overview.Overview.Told;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Panel;
import io.practiceops.foundation.kernel.Panel.Facts;
import io.practiceops.foundation.kernel.Panel.Feed;
import io.practiceops.foundation.kernel.Panel.NeedsAction;
import io.practiceops.foundation.kernel.Panel.Tile;
import io.practiceops.foundation.kernel.Panel.Todo;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Asks every panel the actor may see. One that fails is named as silent; the others are shown all
 * the same.
 */
@Component
class Panels {

    private static final Logger log = LoggerFactory.getLogger(Panels.class);

    private final ObjectProvider<Panel> panels;
    private final Clock clock;

    Panels(ObjectProvider<Panel> panels, Clock clock) {
        this.panels = panels;
        this.clock = clock;
    }

    Overview overview(ZoneId zone) {
        var shown = new ArrayList<Shown>();
        var silent = new ArrayList<String>();
        panels.stream()
                .filter(panel -> Acting.actor().may(panel.right()))
                .sorted(Comparator.comparingInt(Panel::order))
                .forEach(panel -> ask(panel, shown, silent));
        var asked = of(shown, NeedsAction.class, (_, content) -> content);
        return new Overview(
                of(shown, Tile.class, Tiled::new),
                asked.stream()
                        .flatMap(needs -> needs.todos().stream())
                        .sorted(WORST_FIRST)
                        .toList(),
                Overview.of(asked),
                !asked.isEmpty(),
                of(shown, Facts.class, Listed::new),
                of(shown, Feed.class, (panel, feed) -> told(panel, feed, zone)),
                silent);
    }

    private static final Comparator<Todo> WORST_FIRST =
            Comparator.comparingInt(todo ->
                    switch (todo.health()) {
                        case BAD -> 0;
                        case UNKNOWN -> 1;
                        case WARN -> 2;
                        case GOOD -> 3;
                    });

    private static void ask(Panel panel, List<Shown> shown, List<String> silent) {
        try {
            shown.add(new Shown(panel, panel.content()));
        } catch (RuntimeException e) {
            log.warn("The panel {} has nothing to show", panel.title(), e);
            silent.add(panel.title());
        }
    }

    private Told told(Panel panel, Feed feed, ZoneId zone) {
        var now = clock.instant();
        return new Told(
                panel, feed.happenings().stream().map(one -> Happened.of(one, now, zone)).toList());
    }

    private static <C extends Panel.Content, T> List<T> of(
            List<Shown> shown, Class<C> form, BiFunction<Panel, C, T> placed) {
        return shown.stream()
                .filter(panel -> form.isInstance(panel.content()))
                .map(panel -> placed.apply(panel.panel(), form.cast(panel.content())))
                .toList();
    }
}
