package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import io.practiceops.trust.tlog.NoteVerifier;
import org.springframework.stereotype.Component;

/** What a person does to the seals, at the machine. */
@Component
class Upkeep {

    /** No role has it: it is for whoever sits at the machine. */
    private static final Right AT_THE_MACHINE = new Right("audit.seal");

    private static final int LONGEST_REASON = 500;

    private final Leadership leadership;
    private final Eras eras;
    private final Signing signing;
    private final Audit audit;

    Upkeep(Leadership leadership, Eras eras, Signing signing, Audit audit) {
        this.leadership = leadership;
        this.eras = eras;
        this.signing = signing;
        this.audit = audit;
    }

    /** Makes the next key. The next checkpoint carries the signatures of both. */
    EraStore.SigningKey rotateKey() {
        Acting.require(AT_THE_MACHINE);
        return leadership.alone(() -> {
            eras.current();
            var before = signing.current();
            var key = signing.rotate();
            audit.record(
                    AuditEvent.done(
                                    "audit.key-rotated",
                                    "audit-key",
                                    NoteVerifier.parse(key.vkey()).id())
                            .detail("before", before.vkey())
                            .detail("vkey", key.vkey()),
                    null);
            return key;
        });
    }

    /** Has sealing go on in a database that knows less than what was anchored. */
    Era acceptRestore(String reason) {
        Acting.require(AT_THE_MACHINE);
        new Invalid()
                .line("reason", reason, LONGEST_REASON, "Say why: it is put on record.")
                .throwIfAny();
        return leadership.alone(() -> eras.afterRestore(reason));
    }
}
