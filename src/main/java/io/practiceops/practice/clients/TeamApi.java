package io.practiceops.practice.clients;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who works for a client, and who is shut out. */
@RestController
@RequestMapping("/api/v1/clients/{id}")
class TeamApi {

    record TeamBody(Client.Access access, List<Team.Member> members) {}

    record PartBody(Team.@Nullable Part part) {}

    record AccessBody(Client.@Nullable Access access) {}

    record Items<T>(List<T> items) {}

    record WallToRaise(@Nullable UUID user, @Nullable String reason) {}

    record WallToLift(@Nullable String because) {}

    private final Clients clients;
    private final Team team;
    private final Walls walls;

    TeamApi(Clients clients, Team team, Walls walls) {
        this.clients = clients;
        this.team = team;
        this.walls = walls;
    }

    @GetMapping("/team")
    TeamBody team(@PathVariable UUID id) {
        return new TeamBody(clients.find(id).access(), team.of(id));
    }

    @PutMapping("/team/{user}")
    TeamBody put(@PathVariable UUID id, @PathVariable UUID user, @RequestBody PartBody body) {
        team.put(id, user, body.part());
        return team(id);
    }

    @DeleteMapping("/team/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @PathVariable UUID user) {
        team.remove(id, user);
    }

    @PutMapping("/access")
    TeamBody open(@PathVariable UUID id, @RequestBody AccessBody body) {
        team.open(id, body.access());
        return team(id);
    }

    @GetMapping("/walls")
    Items<Wall> walls(@PathVariable UUID id) {
        return new Items<>(walls.of(id));
    }

    @PostMapping("/walls")
    ResponseEntity<Wall> raise(@PathVariable UUID id, @RequestBody WallToRaise wanted) {
        var wall = walls.raise(id, wanted.user(), wanted.reason());
        return ResponseEntity.created(URI.create("/api/v1/clients/%s/walls".formatted(id)))
                .body(wall);
    }

    @PostMapping("/walls/{wall}/lift")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable UUID id, @PathVariable UUID wall, @RequestBody WallToLift wanted) {
        walls.lift(id, wall, wanted.because());
    }
}
