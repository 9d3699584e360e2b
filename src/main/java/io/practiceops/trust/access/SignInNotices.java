package io.practiceops.trust.access;

import io.practiceops.foundation.outbox.Mail;
import io.practiceops.foundation.outbox.Outbox;
import org.springframework.stereotype.Component;

/**
 * Tells people by mail what happened to the way they sign in, in the transaction in which it does.
 */
@Component
class SignInNotices {

    private final Outbox outbox;
    private final Address address;

    SignInNotices(Outbox outbox, Address address) {
        this.outbox = outbox;
        this.address = address;
    }

    void tell(IdentityStore.Account account, String subject, String what) {
        outbox.mail(
                new Mail(
                        account.email(),
                        subject,
                        """
                        Hello %s,

                        %s

                        If this was you, there is nothing to do. If not, tell an owner or administrator of your firm now, \
                        and look at your sign-in here:

                        %s
                        """
                                .formatted(account.name(), what, address.of("/me"))));
    }
}
