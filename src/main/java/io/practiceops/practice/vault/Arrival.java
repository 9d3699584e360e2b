package io.practiceops.practice.vault;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.storage.ObjectStore;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Bytes that arrived whole and lie encrypted in the store, and that nothing refers to yet. Closing
 * it discards them, unless they were kept in a transaction that commits.
 */
public final class Arrival implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Arrival.class);

    private enum State {
        LOOSE,
        /** Kept in a transaction that has not ended. */
        CLAIMED,
        /** Closed before that transaction ended; it decides. */
        CLAIMED_AND_CLOSED,
        SETTLED
    }

    private final ObjectStore store;
    private final Kept object;
    private final byte[] head;
    private final AtomicReference<State> state = new AtomicReference<>(State.LOOSE);

    Arrival(ObjectStore store, Kept object, byte[] head) {
        this.store = store;
        this.object = object;
        this.head = head;
    }

    /** Of the plain bytes, lower-case hex. */
    public String sha256() {
        return object.sha256();
    }

    /** In plain bytes. */
    public long size() {
        return object.size();
    }

    /** How the bytes begin, at most 64 KiB: enough to tell their type. */
    public byte[] head() {
        return head.clone();
    }

    Kept object() {
        return object;
    }

    /** The row of the running transaction names this object: whether it stays is the commit's. */
    void claim() {
        state.set(State.CLAIMED);
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(int status) {
                        settle(status);
                    }
                });
    }

    private void settle(int status) {
        if (status == TransactionSynchronization.STATUS_ROLLED_BACK) {
            if (!state.compareAndSet(State.CLAIMED, State.LOOSE)) {
                discard();
            }
        } else {
            // Of an unknown outcome the sweep decides, which looks for the row.
            state.set(State.SETTLED);
        }
    }

    @Override
    public void close() {
        if (state.compareAndSet(State.LOOSE, State.SETTLED)) {
            discard();
        } else {
            state.compareAndSet(State.CLAIMED, State.CLAIMED_AND_CLOSED);
        }
    }

    private void discard() {
        state.set(State.SETTLED);
        try {
            store.delete(object.place().key());
        } catch (Problem down) {
            log.info("An upload that was not kept stays until the sweep: {}", down.detail());
        }
    }
}
