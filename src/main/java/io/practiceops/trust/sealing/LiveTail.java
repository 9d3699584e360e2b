package io.practiceops.trust.sealing;

import gg.jte.output.StringOutput;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.web.Fragments;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.trust.audit.AuditEntry;
import io.practiceops.trust.audit.AuditFilter;
import io.practiceops.trust.audit.AuditQueries;
import io.practiceops.trust.audit.AuditQuery;
import io.practiceops.trust.audit.AuditRow;
import io.practiceops.trust.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * New entries as they are sealed into the log of the firm. The id of each event is the place in the
 * log, so a reader who comes back with the last one misses nothing, however late something was
 * committed.
 */
@Controller
class LiveTail {

    private static final Duration LOOKS_EVERY = Duration.ofMillis(500);
    private static final int ASKS_WHO_EVERY = 4;
    private static final int BEATS_EVERY = 30;
    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_PER_PERSON = 4;

    /** Then the browser comes back by itself, perhaps to another instance. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Seals seals;
    private final AuditTrail trail;
    private final AuditQueries queries;
    private final Fragments fragments;
    private final Visitor.Register register;
    private final Clock clock;
    private final Map<UUID, Integer> open = new ConcurrentHashMap<>();
    private volatile boolean closing;

    LiveTail(
            Seals seals,
            AuditTrail trail,
            AuditQueries queries,
            Fragments fragments,
            Visitor.Register register,
            Clock clock) {
        this.seals = seals;
        this.trail = trail;
        this.queries = queries;
        this.fragments = fragments;
        this.register = register;
        this.clock = clock;
    }

    /**
     * An entry for the page.
     *
     * @param day of the firm's zone, and its title above the list
     */
    record Line(String day, String title, String html) {}

    @GetMapping(path = "/audit/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(
            @ModelAttribute AuditQuery query,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last,
            HttpServletRequest request) {
        Acting.require(AuditTrail.READ);
        var visitor = Visitor.of(request);
        var filter = queries.filter(query, visitor.zone());
        var from = last == null ? seals.size() : last + 1;
        take(Objects.requireNonNull(visitor.actor().id()));
        var emitter = new SseEmitter(LONGEST.toMillis());
        var stream = new Stream(emitter, request, visitor.actor(), filter, visitor.zone(), from);
        emitter.onCompletion(() -> stream.isOpen = false);
        emitter.onTimeout(emitter::complete);
        var requestId = Acting.requestId();
        Thread.ofVirtual()
                .name("audit-live")
                .start(() -> Acting.as(visitor.actor(), requestId, stream::run));
        return emitter;
    }

    private void take(UUID person) {
        var now = open.merge(person, 1, Integer::sum);
        if (now > MOST_PER_PERSON) {
            leave(person);
            throw new Problem(
                    ProblemType.TOO_MANY,
                    "You follow the trail in %d windows already.".formatted(MOST_PER_PERSON),
                    "Close one of them.");
        }
    }

    private void leave(UUID person) {
        open.computeIfPresent(person, (_, count) -> count == 1 ? null : count - 1);
    }

    /** A stream that is open would hold up the stop of the server. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    /** One reader. */
    private final class Stream {

        private final SseEmitter emitter;
        private final HttpServletRequest request;
        private final Actor actor;
        private final AuditFilter filter;
        private final ZoneId zone;
        private long from;
        private volatile boolean isOpen = true;

        Stream(
                SseEmitter emitter,
                HttpServletRequest request,
                Actor actor,
                AuditFilter filter,
                ZoneId zone,
                long from) {
            this.emitter = emitter;
            this.request = request;
            this.actor = actor;
            this.filter = filter;
            this.zone = zone;
            this.from = from;
        }

        @Nullable Void run() {
            try {
                emitter.send(SseEmitter.event().id(Long.toString(from - 1)).comment("here"));
                for (var look = 1; isOpen && !closing; look++) {
                    if (look % ASKS_WHO_EVERY == 0 && !isStillAllowed()) {
                        emitter.send(SseEmitter.event().name("end").data("ended"));
                        break;
                    }
                    var sent = send();
                    if (!sent && look % BEATS_EVERY == 0) {
                        emitter.send(SseEmitter.event().comment("still here"));
                    }
                    Thread.sleep(LOOKS_EVERY);
                }
                emitter.complete();
            } catch (IOException | IllegalStateException gone) {
                isOpen = false;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                emitter.complete();
            } catch (RuntimeException failed) {
                emitter.completeWithError(failed);
            } finally {
                leave(Objects.requireNonNull(actor.id()));
            }
            return null;
        }

        /** A session that ended, a right that was taken away: the stream ends with it. */
        private boolean isStillAllowed() {
            try {
                var now = register.identify(request).actor();
                return Objects.equals(now.id(), actor.id())
                        && Objects.equals(now.firm(), actor.firm())
                        && now.may(AuditTrail.READ);
            } catch (Problem refused) {
                return false;
            }
        }

        private boolean send() throws IOException {
            var sealed = seals.tail(from, MOST_AT_ONCE);
            if (sealed.isEmpty()) {
                return false;
            }
            var fitting = fitting(sealed);
            for (var place : sealed) {
                var id = Long.toString(place.index());
                var entry = fitting.get(place.event());
                emitter.send(
                        entry == null
                                ? SseEmitter.event().id(id).comment("")
                                : SseEmitter.event()
                                        .id(id)
                                        .name("entry")
                                        .data(line(entry), MediaType.APPLICATION_JSON));
                from = place.index() + 1;
            }
            return true;
        }

        private Map<UUID, AuditEntry> fitting(List<Seals.Entry> sealed) {
            var times = sealed.stream().map(Seals.Entry::at).sorted().toList();
            var among =
                    filter.ids(sealed.stream().map(Seals.Entry::event).toList())
                            .within(times.getFirst(), times.getLast().plusNanos(1000));
            return trail.find(among, null, MOST_AT_ONCE).items().stream()
                    .collect(Collectors.toMap(AuditEntry::id, Function.identity()));
        }

        private Line line(AuditEntry entry) {
            var day = AuditRow.byDay(List.of(entry), zone, clock).getFirst();
            var html = new StringOutput();
            fragments.of("audit/line", Map.of("row", day.rows().getFirst())).writeTo(html);
            return new Line(day.date().toString(), day.title(), html.toString());
        }
    }
}
