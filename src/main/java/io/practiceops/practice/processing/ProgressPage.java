package io.practiceops.practice.processing;

import gg.jte.output.StringOutput;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.Fragments;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** How far a version is, as it goes; and once more what failed. */
@Controller
@RequestMapping("/documents/{id}/versions/{number}/processing")
class ProgressPage {

    private static final Duration LOOKS_EVERY = Duration.ofMillis(400);

    /** While it waits, as for a scanner that is down. */
    private static final Duration LOOKS_SELDOM = Duration.ofSeconds(1);

    /** Then the browser comes back by itself, perhaps to another instance. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MOST_PER_PERSON = 12;

    private final Processing processing;
    private final Fragments fragments;
    private final Visitor.Register register;
    private final Map<UUID, Integer> open = new ConcurrentHashMap<>();
    private volatile boolean closing;

    ProgressPage(Processing processing, Fragments fragments, Visitor.Register register) {
        this.processing = processing;
        this.fragments = fragments;
        this.register = register;
    }

    @PostMapping("/retry")
    String retry(
            @PathVariable UUID id,
            @PathVariable int number,
            HttpServletRequest request,
            HttpServletResponse response) {
        processing.tryAgain(id, number);
        FlashCookie.say(request, response, "It is tried again, from where it failed.");
        return "redirect:/documents/" + id;
    }

    /** Each change of the version's progress, until it is through. */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(@PathVariable UUID id, @PathVariable int number, HttpServletRequest request) {
        if (processing.of(id, number).isEmpty()) {
            throw Problem.notFound("version");
        }
        var actor = Visitor.of(request).actor();
        take(Objects.requireNonNull(actor.id()));
        var emitter = new SseEmitter(LONGEST.toMillis());
        emitter.onTimeout(emitter::complete);
        var requestId = Acting.requestId();
        var stream = new Stream(emitter, request, actor, id, number);
        emitter.onCompletion(() -> stream.isOpen = false);
        Thread.ofVirtual()
                .name("document-progress")
                .start(() -> Acting.as(actor, requestId, stream::run));
        return emitter;
    }

    private void take(UUID person) {
        if (open.merge(person, 1, Integer::sum) > MOST_PER_PERSON) {
            leave(person);
            throw new Problem(
                    ProblemType.TOO_MANY,
                    "You follow %d documents already.".formatted(MOST_PER_PERSON),
                    "Close one of the windows.");
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

        private static final int ASKS_WHO_EVERY = 10;
        private static final int WRITES_EVERY = 10;

        private final SseEmitter emitter;
        private final HttpServletRequest request;
        private final Actor actor;
        private final UUID document;
        private final int number;
        private volatile boolean isOpen = true;

        Stream(
                SseEmitter emitter,
                HttpServletRequest request,
                Actor actor,
                UUID document,
                int number) {
            this.emitter = emitter;
            this.request = request;
            this.actor = actor;
            this.document = document;
            this.number = number;
        }

        @Nullable Void run() {
            try {
                var last = "";
                var quiet = 0;
                for (var look = 1; isOpen && !closing && isStillAllowed(look); look++) {
                    quiet++;
                    var run = processing.of(document, number).orElseThrow();
                    var html = html(run);
                    if (!html.equals(last)) {
                        emitter.send(SseEmitter.event().name("stages").data(html));
                        last = html;
                        quiet = 0;
                    } else if (quiet % WRITES_EVERY == 0) {
                        // Only what is written finds out that nobody reads any more.
                        emitter.send(SseEmitter.event().comment("still here"));
                    }
                    if (run.state().isEnd()) {
                        emitter.send(SseEmitter.event().name("end").data(run.state().title()));
                        break;
                    }
                    Thread.sleep(
                            quiet > WRITES_EVERY && isWaiting(run) ? LOOKS_SELDOM : LOOKS_EVERY);
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

        private static boolean isWaiting(Run run) {
            return run.state() == Run.State.HELD || run.state() == Run.State.WAITING;
        }

        private String html(Run run) {
            var parameters = new HashMap<String, Object>();
            parameters.put("stages", StageView.of(run, processing.took(document, number)));
            var out = new StringOutput();
            fragments.of("processing/stages", parameters).writeTo(out);
            return out.toString().replace("\n", " ");
        }

        private boolean isStillAllowed(int look) {
            if (look % ASKS_WHO_EVERY != 0) {
                return true;
            }
            try {
                var now = register.identify(request).actor();
                return Objects.equals(now.id(), actor.id())
                        && Objects.equals(now.firm(), actor.firm());
            } catch (Problem refused) {
                return false;
            }
        }
    }
}
