package io.practiceops;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.trust.access.ApiKeys;
import io.practiceops.trust.access.Firms;
import io.practiceops.trust.access.NewUser;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.access.User;
import io.practiceops.trust.access.Users;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContext;

/** A firm made for one test, with people who have API keys and passwords. */
public final class TestFirm {

    public static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final ApplicationContext application;
    private final Firms firms;
    private final int number = NUMBERS.incrementAndGet();
    private final UUID id;

    public TestFirm(ApplicationContext application) {
        this.application = application;
        this.firms = application.getBean(Firms.class);
        this.id =
                asSystem(() ->
                                firms.found(
                                        Firms.NewFirm.of("Firm " + number, "America/New_York"),
                                        email("owner"),
                                        "Owner " + number,
                                        PASSWORD))
                        .id();
    }

    public UUID id() {
        return id;
    }

    public String email(String name) {
        return name + "@firm" + number + ".example";
    }

    /** Adds somebody who signs in with {@link #PASSWORD}. */
    public User add(String name, Role role) {
        var licence =
                role == Role.PROFESSIONAL
                        ? new User.Licence(User.Profession.ATTORNEY, "FL", null)
                        : null;
        var user = new NewUser(email(name), name, Set.of(role), licence, null);
        return asSystem(() -> application.getBean(Users.class).addWithPassword(user, PASSWORD));
    }

    /** An API key of the owner's, with all the owner's rights. */
    public String ownerKey() {
        return keyOf("owner");
    }

    public String keyOf(String name) {
        return asSystem(() -> application.getBean(ApiKeys.class).makeFor(email(name), "test"))
                .secret();
    }

    /** Does work as PracticeOps, for this firm. */
    public <T> T asSystem(ScopedValue.CallableOp<T, RuntimeException> work) {
        return Acting.as(Actor.system("test", id), "test", work);
    }
}
