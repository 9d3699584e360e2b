package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Writes entries one a line, in the words of another program. */
final class ExportLines {

    private static final int TELL_EVERY = 1 << 14;

    private final BundleSource source;
    private final LongConsumer progress;

    ExportLines(BundleSource source, LongConsumer progress) {
        this.source = source;
        this.progress = progress;
    }

    /** Returns how many entries were written: those whose text is still there, and dated so. */
    long write(ExportFormat format, OutputStream out) throws IOException {
        var written = 0L;
        out.write(ExportWords.header(format).getBytes(UTF_8));
        var words = ExportWords.of(format);
        try (var texts = source.texts();
                var personal = source.personal()) {
            var openings = new Merged(personal.iterator());
            for (var text = texts.iterator(); text.hasNext(); ) {
                var next = text.next();
                var entry = ExportEntry.of(next, openings.of(next.index()));
                if (isInPeriod(entry)) {
                    write(entry, words, out);
                    if (++written % TELL_EVERY == 0) {
                        progress.accept(written);
                    }
                }
            }
        }
        progress.accept(written);
        return written;
    }

    private boolean isInPeriod(ExportEntry entry) {
        var scope = source.scope();
        return !entry.at().isBefore(scope.from()) && entry.at().isBefore(scope.until());
    }

    private static void write(
            ExportEntry entry, Function<ExportEntry, String> words, OutputStream out)
            throws IOException {
        out.write(words.apply(entry).getBytes(UTF_8));
    }

    /** Hands out the personal data of one entry after the other. */
    private static final class Merged {

        private final Iterator<BundleSource.Personal> all;
        private BundleSource.@Nullable Personal next;

        Merged(Iterator<BundleSource.Personal> all) {
            this.all = all;
            advance();
        }

        private void advance() {
            next = all.hasNext() ? all.next() : null;
        }

        Map<String, String> of(long index) {
            var fields = new HashMap<String, String>();
            while (next != null && next.index() <= index) {
                if (next.index() == index) {
                    fields.put(next.opening().field(), next.opening().value());
                }
                advance();
            }
            return fields;
        }
    }
}
