package io.practiceops.trust.access;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says, while nobody can sign in yet, how the first owner gets in. */
@Component
class FirstOwner {

    private final Firms firms;
    private final Address address;
    private final boolean silent;

    FirstOwner(
            Firms firms,
            Address address,
            @Value("${practiceops.demo:false}") boolean demo,
            @Value("${practiceops.command:false}") boolean command) {
        this.firms = firms;
        this.address = address;
        this.silent = demo || command;
    }

    /** On standard output alone: the link is a key, and logs are kept. */
    @EventListener(ApplicationReadyEvent.class)
    void invite() {
        if (!silent && firms.isUnclaimed()) {
            System.out.printf(
                    "%nNobody can sign in yet. Open your practice, within a day, at%n  %s%n%n",
                    address.of("/first-owner/" + firms.newFirstOwnerLink()));
        }
    }
}
