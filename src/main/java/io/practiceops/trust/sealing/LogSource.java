package io.practiceops.trust.sealing;

import io.practiceops.trust.tlog.Nodes;
import io.practiceops.trust.tlog.SignedNote;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A log out of the database, for an export; lives no longer than its transaction. */
record LogSource(
        ExportStore store,
        Scope scope,
        Log log,
        SignedCheckpoint newest,
        SignedNote logCheckpoint,
        BundleRoot lastRoot,
        List<String> vkeys,
        Map<String, String> statements,
        Nodes nodes,
        Nodes systemNodes)
        implements BundleSource {

    @Override
    public SignedNote checkpoint() {
        return SignedNote.parse(newest.note());
    }

    @Override
    public Stream<byte[]> leafHashes() {
        return store.leafHashes(log, scope.first(), scope.end());
    }

    @Override
    public Stream<Text> texts() {
        return store.texts(log, scope.first(), scope.end());
    }

    @Override
    public Stream<Personal> personal() {
        return store.personal(log, scope.first(), scope.end());
    }

    @Override
    public Stream<BundleRoot> roots() {
        return store.roots(log, scope.systemBegin(), newest.size()).map(LogSources::bundleRoot);
    }

    @Override
    public Stream<byte[]> systemLeaves() {
        return store.systemLeaves(scope.systemBegin(), newest.size());
    }

    @Override
    public List<Text> later() {
        return store.later(log, scope.first(), scope.end(), scope.size());
    }
}
