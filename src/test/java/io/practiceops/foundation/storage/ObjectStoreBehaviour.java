package io.practiceops.foundation.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store does; each adapter runs it against the real thing. */
abstract class ObjectStoreBehaviour {

    /** The store under test, its objects this test's alone. */
    abstract ObjectStore store();

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private byte[] read(String key, long from) throws IOException {
        try (var in = store().open(key, from)) {
            return in.readAllBytes();
        }
    }

    private List<String> keys(String prefix, String after, int limit) {
        return store().list(prefix, after, limit).stream().map(ObjectStore.Stored::key).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 20_000_000})
    void whatWasWrittenIsReadFromAnyPosition(int length) throws IOException {
        var bytes = bytes(length);
        store().put("a/one", bytes);

        assertThat(read("a/one", 0)).isEqualTo(bytes);
        assertThat(read("a/one", length / 2))
                .isEqualTo(Arrays.copyOfRange(bytes, length / 2, length));
        assertThat(store().find("a/one").orElseThrow().size()).isEqualTo(length);
    }

    @Test
    void anObjectIsNotThereBeforeItIsComplete() {
        try (var writer = store().write("a/half")) {
            writer.write(bytes(9_000_000));
            assertThat(store().find("a/half")).isEmpty();
            assertThat(store().list("", null, 10)).isEmpty();
        }
        assertThat(store().find("a/half")).isEmpty();
    }

    @Test
    void anObjectWrittenAgainIsReplaced() throws IOException {
        store().put("a", "before".getBytes(UTF_8));
        store().put("a", "now".getBytes(UTF_8));
        assertThat(read("a", 0)).isEqualTo("now".getBytes(UTF_8));
    }

    @Test
    void aMissingObjectIsSaidToBeMissing() {
        assertThatThrownBy(() -> store().open("no/such", 0)).isInstanceOf(ObjectMissing.class);
        assertThat(store().find("no/such")).isEmpty();
    }

    @Test
    void aRemovedObjectIsGoneAndRemovingTwiceIsHarmless() {
        store().put("a", bytes(1));
        store().delete("a");
        store().delete("a");
        assertThat(store().find("a")).isEmpty();
    }

    @Test
    void aListIsInOrderInPagesAndOfThePrefixAlone() {
        var wanted = List.of("v/a+1", "v/a.x", "v/a/1", "v/a/2", "v/a0", "v/b/c/d");
        var others = List.of("u/a", "va", "w/a");
        wanted.reversed().forEach(key -> store().put(key, bytes(1)));
        others.forEach(key -> store().put(key, bytes(1)));

        var found = new ArrayList<String>();
        for (var page = keys("v/", null, 4); !page.isEmpty(); ) {
            found.addAll(page);
            page = keys("v/", page.getLast(), 4);
        }

        assertThat(found).isEqualTo(wanted);
        assertThat(keys("v/a/", null, 10)).containsExactly("v/a/1", "v/a/2");
        assertThat(keys("v/a", null, 10)).hasSize(5);
        assertThat(keys("x", null, 10)).isEmpty();
    }

    @Test
    void writersOfOneKeyAtOnceLeaveOneWholeObject() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers =
                    IntStream.range(0, 8)
                            .mapToObj(number ->
                                    threads.submit(() -> store().put("a", filled(number))))
                            .toList();
            for (var writer : writers) {
                writer.get();
            }
        }
        var kept = read("a", 0);
        assertThat(kept).isEqualTo(filled(kept[0]));
    }

    private static byte[] filled(int with) {
        var bytes = new byte[300_000];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    @Test
    void remainsOfWritingsThatWereCutOffGoAfterAWhile() {
        var writer = store().write("v/a");
        writer.write(bytes(9_000_000));

        assertThat(store().discardUnfinished("v/", Instant.now().minus(Duration.ofDays(1))))
                .isZero();
        assertThat(store().discardUnfinished("v/", Instant.now().plus(Duration.ofDays(1)))).isOne();
        assertThat(store().list("", null, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/a", "a/", "../a", "a/../b", "a//b", ".a", "a/.b", "ä", "a b", "a\\b"})
    void whatIsNoKeyIsRefused(String key) {
        assertThatThrownBy(() -> store().write(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().open(key, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
