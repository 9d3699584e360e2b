package io.practiceops.practice.clients;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.trust.access.Colleagues;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ethical walls: people shut out of a client and of all that is the client's, whatever their role.
 * For them the client is not there: not by its address, not in lists, searches or counts.
 */
@Service
public class Walls {

    public static final Right READ = new Right("walls.read");
    public static final Right WRITE = new Right("walls.write");

    private static final int LONGEST_REASON = 500;

    private final Clients clients;
    private final WallStore store;
    private final TeamStore team;
    private final Colleagues colleagues;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Walls(
            Clients clients,
            WallStore store,
            TeamStore team,
            Colleagues colleagues,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.clients = clients;
        this.store = store;
        this.team = team;
        this.colleagues = colleagues;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Those that stand first, then those that were lifted; the newest of each first. */
    @Transactional(readOnly = true)
    public List<Wall> of(UUID client) {
        Acting.require(READ);
        clients.find(client);
        return store.of(client);
    }

    @Transactional(readOnly = true)
    public Wall find(UUID client, UUID id) {
        Acting.require(READ);
        clients.find(client);
        return wall(client, id);
    }

    /** Shuts somebody out from now on, and takes them off the team. */
    @Transactional
    public Wall raise(UUID client, @Nullable UUID user, @Nullable String why) {
        Acting.require(WRITE);
        var of = clients.locked(client);
        if (user == null) {
            throw Problem.invalid("user", "Choose who is shut out.");
        }
        var reason = reason(why, "reason");
        var colleague = colleagues.working(user, "user");
        var standing = store.of(client).stream().filter(Wall::stands).toList();
        if (standing.stream().anyMatch(wall -> wall.user().equals(user))) {
            throw Problem.conflict(
                    "%s is shut out already.".formatted(colleague.name()),
                    "Nothing is left to do.");
        }
        refuseWallNobodyCouldLift(user, standing);
        var members = team.members(client);
        Team.refuseWithoutResponsible(of, members, user);
        var wall =
                new Wall(
                        ids.next(),
                        user,
                        colleague.name(),
                        reason,
                        Acting.actor().name(),
                        clock.instant(),
                        null,
                        null,
                        null);
        team.remove(client, user);
        store.insert(client, wall);
        audit.record(
                AuditEvent.done("client.wall-raised", Clients.KIND, client)
                        .named(of.name())
                        .detail("user", user)
                        .detail("wall", wall.id())
                        .personal("shut-out", colleague.name())
                        .personal("reason", reason));
        return wall;
    }

    /** Lets somebody in again. The wall stays on record with both reasons. */
    @Transactional
    public void lift(UUID client, UUID id, @Nullable String why) {
        Acting.require(WRITE);
        Acting.requireFreshProof();
        var of = clients.locked(client);
        var wall = wall(client, id);
        var because = reason(why, "because");
        if (!wall.stands()) {
            throw Problem.conflict("This wall was lifted already.", "Nothing is left to do.");
        }
        store.lift(id, Acting.actor().name(), clock.instant(), because);
        audit.record(
                AuditEvent.done("client.wall-lifted", Clients.KIND, client)
                        .named(of.name())
                        .detail("user", wall.user())
                        .detail("wall", id)
                        .personal("shut-out", wall.name())
                        .personal("reason", because));
    }

    private void refuseWallNobodyCouldLift(UUID user, List<Wall> standing) {
        var someoneCould =
                colleagues.working().stream()
                        .filter(one -> one.may(WRITE) && !one.id().equals(user))
                        .anyMatch(one ->
                                standing.stream().noneMatch(wall -> wall.user().equals(one.id())));
        if (!someoneCould) {
            throw Problem.conflict(
                    "Nobody would be left who could lift a wall around this client.",
                    "Give somebody else the role Owner or Compliance first.");
        }
    }

    private Wall wall(UUID client, UUID id) {
        return store.find(client, id).orElseThrow(() -> Problem.notFound("wall"));
    }

    private static String reason(@Nullable String typed, String field) {
        var reason = typed == null ? "" : typed.strip();
        new Invalid()
                .line(field, reason, LONGEST_REASON, "Say why, for those who look at it later.")
                .throwIfAny();
        return reason;
    }
}
