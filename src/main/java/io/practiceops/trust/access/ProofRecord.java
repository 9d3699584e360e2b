package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.trust.access.Proofs.Verdict;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the trail keeps of tried proofs, and what people are told of them. */
@Component
class ProofRecord {

    private final RecoveryCodes recoveryCodes;
    private final SignInNotices notices;
    private final Audit audit;

    ProofRecord(RecoveryCodes recoveryCodes, SignInNotices notices, Audit audit) {
        this.recoveryCodes = recoveryCodes;
        this.notices = notices;
        this.audit = audit;
    }

    /**
     * Keeps a refused try.
     *
     * @param account whose proof it should have been; null where nobody knows
     */
    void refused(
            IdentityStore.@Nullable Account account,
            Factor factor,
            Refusal refusal,
            Sessions.@Nullable Device device) {
        var event =
                AuditEvent.denied(
                                "second-factor.refused",
                                "user",
                                account == null ? null : account.id().toString())
                        .detail("factor", factor)
                        .detail("reason", refusal);
        if (device != null) {
            event = event.personal("address", device.address()).personal("agent", device.agent());
        }
        if (account == null) {
            audit.record(event);
            return;
        }
        audit.record(event.named(account.name()), account.firm());
        if (refusal == Refusal.COPIED_PASSKEY) {
            tell(
                    account,
                    "A passkey of yours was refused",
                    "A passkey of your login was used that has counted backwards, as a copy of it would. It was refused.");
        }
    }

    /** Keeps what belongs to a proof that was right. */
    void accepted(IdentityStore.Account account, Verdict verdict) {
        if (verdict.factor() == Factor.RECOVERY_CODE) {
            var left = recoveryCodes.left(account.id());
            audit.record(
                    AuditEvent.done("user.recovery-code-used", "user", account.id())
                            .named(account.name())
                            .detail("left", left),
                    account.firm());
            tell(
                    account,
                    "A recovery code of yours was used",
                    "A recovery code was used in place of your second factor. %s left."
                            .formatted(
                                    left == 0 ? "None is" : left == 1 ? "One is" : left + " are"));
        }
    }

    private void tell(IdentityStore.Account account, String subject, String what) {
        Acting.as(
                SignInRecord.person(account, Acting.actor().via()),
                () -> notices.tell(account, subject, what));
    }
}
