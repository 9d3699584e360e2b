package io.practiceops.trust.access;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.outbox.Mail;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/**
 * Logins and keys nobody uses. One is in use while its person signs in or a key of theirs works;
 * what was never used counts from the day it was made.
 */
@Service
@EnableConfigurationProperties(DormancySettings.class)
public class Dormancy {

    private final DormancyStore store;
    private final DormancySettings settings;
    private final Users users;
    private final Outbox outbox;
    private final Audit audit;
    private final Address address;
    private final Clock clock;

    Dormancy(
            DormancyStore store,
            DormancySettings settings,
            Users users,
            Outbox outbox,
            Audit audit,
            Address address,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.users = users;
        this.outbox = outbox;
        this.audit = audit;
        this.address = address;
        this.clock = clock;
    }

    /** From how many days on a login or key counts as dormant. */
    public long days() {
        return settings.dormantAfter().toDays();
    }

    /** The dormant logins of the actor's firm, and since when each is. */
    @AcrossFirms(readOnly = true)
    public Map<UUID, Instant> since() {
        Acting.require(Users.READ);
        return store.unusedSince(Acting.firm(), ago(settings.dormantAfter())).stream()
                .collect(
                        Collectors.toMap(DormancyStore.Login::user, DormancyStore.Login::activeAt));
    }

    /** Whether a key that works was neither made nor used for long. */
    public boolean isDormant(ApiKey key) {
        var now = clock.instant();
        var used = key.lastUsedAt() == null ? key.createdAt() : key.lastUsedAt();
        return key.revokedAt() == null
                && (key.expiresAt() == null || key.expiresAt().isAfter(now))
                && used.isBefore(ago(settings.dormantAfter()));
    }

    /** What there is in all firms: logins once used, logins never used, keys. */
    record Census(long logins, long invitations, int keys) {}

    @AcrossFirms(readOnly = true)
    Census census() {
        var before = ago(settings.dormantAfter());
        var logins = store.unusedSince(null, before);
        var invited = logins.stream().filter(DormancyStore.Login::isInvited).count();
        return new Census(
                logins.size() - invited, invited, store.countUnusedKeys(before, clock.instant()));
    }

    /** The firms with somebody to shut out, when that is asked for. */
    @AcrossFirms(readOnly = true)
    Set<UUID> firmsToTidy() {
        var after = settings.disableDormantAfter();
        return after == null
                ? Set.of()
                : store.unusedSince(null, ago(after)).stream()
                        .filter(Dormancy::mayBeShutOut)
                        .map(DormancyStore.Login::firm)
                        .collect(Collectors.toSet());
    }

    /** Shuts out the dormant of the actor's firm, and tells its administrators; never an owner. */
    @AcrossFirms
    int shutOut() {
        Acting.require(Users.WRITE);
        var after = settings.disableDormantAfter();
        if (after == null) {
            return 0;
        }
        var dormant =
                store.unusedSince(Acting.firm(), ago(after)).stream()
                        .filter(Dormancy::mayBeShutOut)
                        .toList();
        if (dormant.isEmpty()) {
            return 0;
        }
        var because = "not used for %d days".formatted(after.toDays());
        dormant.forEach(login -> users.disable(login.user(), because));
        audit.record(
                AuditEvent.done("firm.dormant-disabled", "firm", Acting.firm())
                        .detail("logins", dormant.size())
                        .detail("after-days", after.toDays()));
        tell(dormant, because);
        return dormant.size();
    }

    /** A firm must not lose its last way in while everybody is on holiday. */
    private static boolean mayBeShutOut(DormancyStore.Login login) {
        return !login.roles().contains(Role.OWNER);
    }

    private void tell(List<DormancyStore.Login> dormant, String because) {
        var names =
                dormant.stream()
                        .map(login -> "- " + login.name())
                        .collect(Collectors.joining("\n"));
        users.all().stream()
                .filter(user -> !user.disabled())
                .filter(user ->
                        user.roles().contains(Role.OWNER) || user.roles().contains(Role.ADMIN))
                .forEach(user ->
                        outbox.mail(
                                new Mail(
                                        user.email(),
                                        dormant.size() == 1
                                                ? "A login was shut out"
                                                : dormant.size() + " logins were shut out",
                                        """
                                        Hello %s,

                                        PracticeOps has shut out, since the login was %s:

                                        %s

                                        Let somebody in again at %s
                                        """
                                                .formatted(
                                                        user.name(),
                                                        because,
                                                        names,
                                                        address.of("/users?standing=disabled")))));
    }

    private Instant ago(Duration length) {
        return clock.instant().minus(length);
    }
}
