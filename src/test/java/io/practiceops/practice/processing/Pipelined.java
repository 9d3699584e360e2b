package io.practiceops.practice.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.TestFirm;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;

/** Uploads, and waits until the pipeline is done with them. */
final class Pipelined {

    private static final Duration LONGEST = Duration.ofSeconds(120);

    private final Api api;

    Pipelined(Api api) {
        this.api = api;
    }

    String client() {
        return api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada\"}")
                .json()
                .path("id")
                .asString();
    }

    UUID upload(String client, String name, byte[] content) {
        var answer = api.upload(client, name, content);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return UUID.fromString(answer.json().path("id").asString());
    }

    static Run awaitEnd(TestFirm firm, Processing processing, UUID id) {
        return await(firm, processing, id, run -> run.state().isEnd());
    }

    static Run await(TestFirm firm, Processing processing, UUID id, Predicate<Run> until) {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            var run = firm.asSystem(() -> processing.of(id, 1)).orElseThrow();
            if (until.test(run)) {
                return run;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("After " + LONGEST + " it is " + run);
            }
            Thread.onSpinWait();
        }
    }
}
