package io.practiceops.operations.signals;

import io.practiceops.foundation.kernel.Panel;
import io.practiceops.foundation.kernel.Right;
import java.util.function.Supplier;

/** A panel made of its parts. */
record Card(
        String title, String url, Right right, int order, Supplier<? extends Panel.Content> source)
        implements Panel {

    @Override
    public Panel.Content content() {
        return source.get();
    }
}
