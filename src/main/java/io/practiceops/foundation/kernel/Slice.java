package io.practiceops.foundation.kernel;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a longer list.
 *
 * @param next the cursor of what follows; null at the end
 */
public record Slice<T>(List<T> items, @Nullable String next) {

    public Slice {
        items = List.copyOf(items);
    }

    /**
     * Of {@code limit + 1} rows fetched, keeps {@code limit} and points behind the last of them.
     */
    public static <T> Slice<T> of(List<T> fetched, int limit, Function<T, Cursor> position) {
        if (fetched.size() <= limit) {
            return new Slice<>(fetched, null);
        }
        var items = fetched.subList(0, limit);
        return new Slice<>(items, position.apply(items.getLast()).toString());
    }

    public <R> Slice<R> map(Function<? super T, ? extends R> mapping) {
        return new Slice<R>(items.stream().<R>map(mapping).toList(), next);
    }
}
