package io.practiceops.trust.sealing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param findings the first divergence of each part, the gravest parts first; empty when there is
 *     none
 * @param counts null when the entries could not be read
 * @param lastRoot the last seal over the log; null when it could not be read
 * @param keyId of the key that signed
 * @param keyKnown whether a key was brought from elsewhere, and leads to it
 */
record VerifyReport(
        BundleManifest manifest,
        List<VerifyFinding> findings,
        VerifyPersonal.@Nullable Counts counts,
        @Nullable BundleRoot lastRoot,
        @Nullable String keyId,
        boolean keyKnown,
        List<VerifyKept> kept) {

    enum Verdict {
        PROVEN(0),
        DAMAGED(1),
        /** Whole in itself, but what was kept cannot be compared with it. */
        NOT_COMPARABLE(3);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    Verdict verdict() {
        if (!findings.isEmpty()) {
            return Verdict.DAMAGED;
        }
        return kept.stream().anyMatch(one -> one.result() == VerifyKept.Result.UNDECIDED)
                ? Verdict.NOT_COMPARABLE
                : Verdict.PROVEN;
    }
}
