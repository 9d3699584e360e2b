package io.practiceops.console.samples;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Sample;
import io.practiceops.practice.clients.Client;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.retention.Erasures;
import io.practiceops.practice.retention.Holds;
import io.practiceops.practice.retention.NewHold;
import io.practiceops.trust.access.Roles;
import io.practiceops.trust.access.User;
import io.practiceops.trust.access.Users;
import java.util.List;
import org.springframework.stereotype.Component;

/** A hold over one client's papers, and the erasure another asked for, which waits for its day. */
@Component
class RetentionSample implements Sample {

    private static final int SOME = 50;

    private final Clients clients;
    private final Holds holds;
    private final Erasures erasures;
    private final Users users;
    private final Roles roles;

    RetentionSample(Clients clients, Holds holds, Erasures erasures, Users users, Roles roles) {
        this.clients = clients;
        this.holds = holds;
        this.erasures = erasures;
        this.users = users;
        this.roles = roles;
    }

    @Override
    public int order() {
        return 40;
    }

    /** Maya, the attorney, expects a claim. */
    @Override
    public void create() {
        var maya = called("Maya Ortiz");
        var actor =
                new Actor(
                        Actor.Kind.USER,
                        maya.id(),
                        null,
                        maya.name(),
                        Acting.firm(),
                        roles.rightsOf(maya.roles()));
        Acting.as(
                actor,
                () -> {
                    var client = organization();
                    var _ =
                            holds.place(
                                    NewHold.of(
                                            new NewHold.Sent(
                                                    "Delaney v. " + client.name(),
                                                    "Demand letter of 9 November; a complaint and discovery are to be expected.",
                                                    "CLIENT",
                                                    client.id().toString(),
                                                    List.of(),
                                                    List.of(),
                                                    List.of(),
                                                    null,
                                                    null,
                                                    null,
                                                    true)));
                    var _ =
                            erasures.request(
                                    clientCalled("Joshua Brandt").id(),
                                    "Letter of 20 November: he has moved away and wants nothing kept.");
                });
    }

    private Client organization() {
        return clients.list(null, SOME).items().stream()
                .filter(client -> client.details().kind() == Client.Kind.ORGANIZATION)
                .findFirst()
                .orElseThrow();
    }

    private Client clientCalled(String name) {
        return clients.list(null, SOME).items().stream()
                .filter(client -> client.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private User called(String name) {
        return users.all().stream()
                .filter(user -> user.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
