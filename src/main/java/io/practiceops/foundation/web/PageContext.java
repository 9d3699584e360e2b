package io.practiceops.foundation.web;

import io.practiceops.foundation.kernel.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every page knows besides its own content: who asks, for which firm, where one can go from
 * here, and whether all is well.
 *
 * @param firm the firm's name, or null before one is chosen
 * @param person who is signed in, or null
 * @param facts the status line's sentences, the most important first
 * @param asOf when the facts were true, or null where there are none
 * @param flash what the act before this page has to say, shown once
 * @param theme {@code auto}, {@code light} or {@code dark}
 */
public record PageContext(
        String path,
        @Nullable String firm,
        @Nullable Person person,
        String csrfToken,
        List<NavGroup> nav,
        List<Fact> facts,
        @Nullable Moment asOf,
        @Nullable Flash flash,
        String theme,
        String requestId,
        boolean demo) {

    /** Items at the bottom of a phone, beside "More". */
    private static final int BAR = 4;

    public PageContext {
        nav = List.copyOf(nav);
        facts = List.copyOf(facts);
    }

    /** The pinned places, or the first ones where none is pinned. */
    public List<NavItem> bar() {
        var items = nav.stream().flatMap(group -> group.items().stream()).toList();
        var pinned = items.stream().filter(NavItem::pinned).limit(BAR).toList();
        return pinned.isEmpty() ? items.stream().limit(BAR).toList() : pinned;
    }

    /** The letter in the firm's mark. */
    public String initial() {
        return firm == null || firm.isBlank() ? "P" : firm.strip().substring(0, 1);
    }

    /**
     * Who is signed in.
     *
     * @param role the person's role in this firm, in words
     */
    public record Person(String name, String email, String role) {}

    /**
     * The places of one wing.
     *
     * @param title the wing, or an empty string for the places above all wings
     */
    public record NavGroup(String title, List<NavItem> items) {

        public NavGroup {
            items = List.copyOf(items);
        }
    }

    /**
     * A place one can go to.
     *
     * @param count how many wait there, or null for none
     * @param urgent whether the count is bad news rather than work
     * @param icon a symbol of {@code img/icons.svg}
     * @param key the letter after {@code g} that goes there, or null
     * @param pinned whether it stands at the bottom of a phone
     */
    public record NavItem(
            String label,
            String url,
            boolean current,
            @Nullable String count,
            boolean urgent,
            String icon,
            @Nullable String key,
            boolean pinned) {}

    /** A sentence of the status line; a fact that is {@link State#NEUTRAL} carries no dot. */
    public record Fact(String text, State state, @Nullable String url) {}

    /**
     * What the last act has to say.
     *
     * @param undo where to post to take the act back, or null where it cannot be taken back
     */
    public record Flash(String text, State state, @Nullable String undo) {}

    /**
     * How a thing stands. Always shown with its word, since colour alone says nothing to many
     * people.
     */
    public enum State {
        GOOD,
        WARN,
        BAD,
        UNKNOWN,
        NEUTRAL;

        /** What a check found, as a page shows it. */
        public static State of(Check.Health health) {
            return switch (health) {
                case GOOD -> GOOD;
                case WARN -> WARN;
                case BAD -> BAD;
                case UNKNOWN -> UNKNOWN;
            };
        }

        /** The name as class names and icons spell it. */
        public String css() {
            return switch (this) {
                case GOOD -> "good";
                case WARN -> "warn";
                case BAD -> "bad";
                case UNKNOWN -> "unknown";
                case NEUTRAL -> "neutral";
            };
        }
    }
}
