package io.practiceops.trust.sealing;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.trust.audit.AuditTrail;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** How the sealing stands, as its page shows it. */
@Service
class SealBoard {

    private final SealListStore store;
    private final VerificationStore verifications;

    SealBoard(SealListStore store, VerificationStore verifications) {
        this.store = store;
        this.verifications = verifications;
    }

    /**
     * How it stands now.
     *
     * @param waiting entries of the actor's firm that a seal does not cover yet
     * @param anchors the newest checkpoint of each place outside
     * @param verification the last check of everything; empty before the first
     */
    record Standing(
            SealListStore.Waiting waiting,
            List<SealListStore.Anchor> anchors,
            Optional<VerificationStore.Run> verification) {}

    @AcrossFirms(readOnly = true)
    Standing standing() {
        Acting.require(AuditTrail.READ);
        return new Standing(
                store.waiting(Acting.actor().firm()),
                store.newestAnchors(),
                verifications.newest());
    }

    /** Where the checkpoints are that hold this size of the system log. */
    @AcrossFirms(readOnly = true)
    List<SealListStore.Anchor> anchorsHolding(long size) {
        Acting.require(AuditTrail.READ);
        return store.anchorsHolding(size);
    }
}
