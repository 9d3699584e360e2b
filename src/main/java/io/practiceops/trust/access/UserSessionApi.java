package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Slice;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/users/{id}/sessions")
class UserSessionApi {

    private final UserSessions sessions;

    UserSessionApi(UserSessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    Slice<SessionApi.Body> list(@PathVariable UUID id) {
        return new Slice<>(sessions.of(id), null).map(SessionApi.Body::of);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(@PathVariable UUID id) {
        sessions.endAll(id);
    }

    @DeleteMapping("/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id, @PathVariable UUID session) {
        sessions.end(id, session);
    }
}
