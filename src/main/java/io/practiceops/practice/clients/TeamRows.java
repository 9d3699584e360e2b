package io.practiceops.practice.clients;

import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.Moment;
import io.practiceops.trust.access.Colleagues;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Teams and walls as pages show them. */
@Component
class TeamRows {

    private final Team team;
    private final Walls walls;
    private final Colleagues colleagues;
    private final Clock clock;

    TeamRows(Team team, Walls walls, Colleagues colleagues, Clock clock) {
        this.team = team;
        this.walls = walls;
        this.colleagues = colleagues;
        this.clock = clock;
    }

    List<MemberRow> members(UUID client, ZoneId zone) {
        return team.of(client).stream()
                .map(member -> new MemberRow(member, Moment.day(member.since(), zone)))
                .toList();
    }

    List<WallRow> walls(UUID client, ZoneId zone) {
        return walls.of(client).stream().map(wall -> row(wall, zone)).toList();
    }

    WallRow row(Wall wall, ZoneId zone) {
        var lifted = wall.liftedAt();
        return new WallRow(
                wall,
                Moment.from(clock.instant(), wall.raisedAt(), zone),
                lifted == null ? null : Moment.from(clock.instant(), lifted, zone));
    }

    List<Choice> people() {
        return colleagues.working().stream()
                .map(one -> new Choice(one.id().toString(), one.name()))
                .toList();
    }

    static List<Choice> parts() {
        return Arrays.stream(Team.Part.values())
                .map(part -> new Choice(part.name(), part.title()))
                .toList();
    }

    static List<Choice> accesses() {
        return Arrays.stream(Client.Access.values())
                .map(access -> new Choice(access.name(), access.title()))
                .toList();
    }
}
