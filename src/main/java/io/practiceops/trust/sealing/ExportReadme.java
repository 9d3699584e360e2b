package io.practiceops.trust.sealing;

/** The page in every bundle that tells its reader what to do. */
final class ExportReadme {

    private ExportReadme() {}

    static String of(BundleSource.Scope scope) {
        return """
        AUDIT TRAIL, SEALED
        ===================

        Log       %s
        Period    %s until %s (UTC)
        Entries   %,d, numbers %,d to %,d of the %,d that the log had when it was sealed

        What this is
          Every entry of the period, each exactly as it was recorded (events.jsonl, one a line), with the
          hashes that show that none was changed, removed, added or moved since it was sealed. Names,
          addresses and other personal data stand apart (personal.jsonl): they can be erased by law
          without breaking the proof, and an erasure is itself an entry.

        How to verify it
          1. Have PracticeOps on any computer with Java 25. It needs no database and no network.
          2. Get, from somewhere else than this folder, a checkpoint of this installation that was kept
             outside its database: from your own files, or from whoever keeps the anchored ones.
          3. Run:   practiceops audit verify THIS-FOLDER --checkpoint THAT-FILE

          Without a checkpoint from elsewhere it shows that this export agrees with itself and who signed
          it, and not that nobody wrote all of it anew.

        The files are specified in docs/audit-trail.md of PracticeOps; hashes follow RFC 6962, and
        checkpoint, log.checkpoint, log.tlog-proof and keys.txt are in the formats of C2SP
        (c2sp.org/tlog-checkpoint, /signed-note, /tlog-proof), which other programs verify too.
        """
                .formatted(
                        scope.log(),
                        BundleRoot.micros(scope.from()),
                        BundleRoot.micros(scope.until()),
                        scope.entries(),
                        scope.first(),
                        Math.max(scope.first(), scope.end() - 1),
                        scope.size());
    }
}
