package io.practiceops.foundation.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Socket: a card for the overview. Read by the overview, for actors who hold the right. */
public interface Panel {

    String title();

    /** Where the card leads. */
    String url();

    Right right();

    /** Cards of one place stand in this order. */
    int order();

    /** What it shows now, for the actor bound. */
    Content content();

    /** The forms a card can take. */
    sealed interface Content {}

    /** One number, large. */
    record Tile(String figure, String note) implements Content {}

    /** Lines of name and value, for the side. */
    record Facts(List<Fact> facts) implements Content {}

    /** A health of null stands for a value that is neither good nor bad. */
    record Fact(String name, String value, Check.@Nullable Health health, @Nullable String note) {}

    /** What waits for somebody; an empty list is good news and said so. */
    record NeedsAction(String of, List<Todo> todos) implements Content {}

    record Todo(Check.Health health, String title, String detail, String url, String verb) {}

    /** What happened, latest first. */
    record Feed(List<Happening> happenings) implements Content {}

    record Happening(java.time.Instant at, String text, @Nullable String url) {}
}
