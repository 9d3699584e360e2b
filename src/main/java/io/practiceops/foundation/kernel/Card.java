package io.practiceops.foundation.kernel;

import java.util.function.Supplier;

/** A panel made of its parts. */
public record Card(
        String title, String url, Right right, int order, Supplier<? extends Panel.Content> source)
        implements Panel {

    @Override
    public Panel.Content content() {
        return source.get();
    }
}
