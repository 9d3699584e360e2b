package io.practiceops.practice.clients;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.clients.Client.Access;
import io.practiceops.trust.access.Colleagues;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who works for a client, and whether the client is open to them alone. */
@Service
public class Team {

    /** What somebody is to a client. */
    public enum Part {
        RESPONSIBLE("Responsible"),
        WORKS("Works on it"),
        ASSISTS("Assists");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Somebody of the team. */
    public record Member(UUID user, String name, Part part, Instant since) {}

    private final Clients clients;
    private final TeamStore store;
    private final WallStore walls;
    private final Colleagues colleagues;
    private final Audit audit;
    private final Clock clock;

    Team(
            Clients clients,
            TeamStore store,
            WallStore walls,
            Colleagues colleagues,
            Audit audit,
            Clock clock) {
        this.clients = clients;
        this.store = store;
        this.walls = walls;
        this.colleagues = colleagues;
        this.audit = audit;
        this.clock = clock;
    }

    /** The responsible first, then by name. */
    @Transactional(readOnly = true)
    public List<Member> of(UUID client) {
        clients.find(client);
        return store.members(client);
    }

    /**
     * Puts somebody on the team, or gives them another part. Whoever is shut out by a wall cannot
     * be put there.
     */
    @Transactional
    public void put(UUID client, @Nullable UUID user, @Nullable Part part) {
        Acting.require(Clients.WRITE);
        var of = clients.locked(client);
        if (user == null || part == null) {
            throw Problem.invalid(
                    user == null ? "user" : "part", "Choose who, and what they are to the client.");
        }
        var colleague = colleagues.working(user, "user");
        if (walls.stands(client, user)) {
            throw Problem.conflict(
                    "A wall shuts %s out of this client.".formatted(colleague.name()),
                    "Choose somebody else, or have the wall lifted first.");
        }
        var members = store.members(client);
        if (members.contains(new Member(user, colleague.name(), part, since(members, user)))) {
            return;
        }
        if (part != Part.RESPONSIBLE) {
            refuseWithoutResponsible(of, members, user);
        }
        store.put(client, user, part, clock.instant());
        audit.record(
                AuditEvent.done("client.team-changed", Clients.KIND, client)
                        .named(of.name())
                        .detail("user", user)
                        .detail("part", part)
                        .personal("member", colleague.name()));
    }

    private static Instant since(List<Member> members, UUID user) {
        return members.stream()
                .filter(member -> member.user().equals(user))
                .map(Member::since)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    /** Takes somebody off the team; nothing happens where they are not on it. */
    @Transactional
    public void remove(UUID client, UUID user) {
        Acting.require(Clients.WRITE);
        var of = clients.locked(client);
        var members = store.members(client);
        var leaving = members.stream().filter(member -> member.user().equals(user)).findFirst();
        if (leaving.isEmpty()) {
            return;
        }
        refuseWithoutResponsible(of, members, user);
        store.remove(client, user);
        audit.record(
                AuditEvent.done("client.team-left", Clients.KIND, client)
                        .named(of.name())
                        .detail("user", user)
                        .personal("member", leaving.get().name()));
    }

    /** Opens the client to the whole firm, or to its team alone. */
    @Transactional
    public void open(UUID client, @Nullable Access access) {
        Acting.require(Clients.WRITE);
        var of = clients.locked(client);
        if (access == null) {
            throw Problem.invalid("access", "Choose to whom the client is open.");
        }
        if (of.access() == access) {
            return;
        }
        if (access == Access.TEAM) {
            refuseLockingOut(store.members(client));
        }
        store.open(client, access);
        audit.record(
                AuditEvent.done("client.access-changed", Clients.KIND, client)
                        .named(of.name())
                        .detail("access", access));
    }

    private static void refuseLockingOut(List<Member> members) {
        if (!hasResponsible(members, null)) {
            throw Problem.conflict(
                    "Nobody is responsible for this client yet.",
                    "Put somebody on the team as responsible first.");
        }
        var me = Acting.actor().id();
        if (!Acting.seesWholeFirm()
                && members.stream().noneMatch(member -> member.user().equals(me))) {
            throw Problem.conflict(
                    "You are not on the team, so the client would be closed to you too.",
                    "Put yourself on the team first, or ask somebody who is on it.");
        }
    }

    /** A client of its team alone keeps somebody who answers for it. */
    static void refuseWithoutResponsible(Client client, List<Member> members, UUID leaving) {
        if (client.access() == Access.TEAM && !hasResponsible(members, leaving)) {
            throw Problem.conflict(
                    "Nobody else is responsible for this client, which is open to its team alone.",
                    "Make somebody else responsible first, or open it to the firm.");
        }
    }

    private static boolean hasResponsible(List<Member> members, @Nullable UUID without) {
        return members.stream()
                .anyMatch(member ->
                        member.part() == Part.RESPONSIBLE
                                && !Objects.equals(member.user(), without));
    }
}
