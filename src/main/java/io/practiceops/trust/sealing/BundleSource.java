package io.practiceops.trust.sealing;

import io.practiceops.trust.tlog.Nodes;
import io.practiceops.trust.tlog.SignedNote;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One log as an export sees it: a period of it, as one moment has it. Streams are in ascending
 * order, read once each, and closed by the reader.
 */
interface BundleSource {

    /**
     * What is exported.
     *
     * @param origin of the system log
     * @param log origin of the log
     * @param first index of the first entry; {@code end} that behind the last, which may be the
     *     same
     * @param size of the tree that the entries are proven in
     * @param systemBegin from which record on the system log's leaves are given one by one
     */
    record Scope(
            String origin,
            String log,
            @Nullable UUID firm,
            Instant from,
            Instant until,
            long first,
            long end,
            long size,
            long systemBegin) {

        long entries() {
            return end - first;
        }
    }

    /** The canonical text of an entry. */
    record Text(long index, String text) {}

    /** Personal data of an entry. */
    record Personal(long index, BundleOpenings.Opening opening) {}

    Scope scope();

    /** Public keys in order of use. */
    List<String> vkeys();

    /** Signed statements on keys and names, by their file names. */
    Map<String, String> statements();

    /** That of the system log. */
    SignedNote checkpoint();

    /** That of the log, at the size of the scope. */
    SignedNote logCheckpoint();

    /** The record of the system log that states the log at the size of the scope. */
    BundleRoot lastRoot();

    Nodes nodes();

    Nodes systemNodes();

    /** Of all entries in the scope. */
    Stream<byte[]> leafHashes();

    /** Of those entries in the scope that have one still. */
    Stream<Text> texts();

    /** What has not been erased of the entries in the scope. */
    Stream<Personal> personal();

    /** Records about this log from {@link Scope#systemBegin} on. */
    Stream<BundleRoot> roots();

    /** Of the system log from {@link Scope#systemBegin} to its checkpoint. */
    Stream<byte[]> systemLeaves();

    /** Entries outside the scope that explain what entries in it lack. */
    List<Text> later();
}
