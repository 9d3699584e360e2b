package io.practiceops;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.console.samples.SamplePdf;
import io.practiceops.foundation.database.ChildJvm;
import io.practiceops.foundation.database.ScratchDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real servers, killed with SIGKILL under load: what was acknowledged is there, whole and on
 * record.
 */
@Tag("long")
class CrashTests {

    private static final int WRITERS = 6;
    private static final int ENOUGH = 60;
    private static final int PATIENCE_SECONDS = 120;

    enum Victim {
        JVM,
        POSTMASTER,
        BOTH
    }

    @ParameterizedTest
    @EnumSource
    void whatWasAcknowledgedSurvives(Victim victim) throws Exception {
        var home = ScratchDatabase.newHome("crash");
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        Queue<String> unclear = new ConcurrentLinkedQueue<>();
        String key;
        try (var server = new ChildJvm(CrashChild.class, home, "with a firm")) {
            key = server.await("KEY ");
            var api = new Api(Integer.parseInt(server.await("PORT ")), key);
            writeUntilKilled(api, acknowledged, unclear, () -> kill(victim, server, home));
        }
        assertThat(unclear).as("an outage is said to be one").isEmpty();

        try (var server = new ChildJvm(CrashChild.class, home)) {
            var api = new Api(Integer.parseInt(server.await("PORT ")), key);
            for (var place : acknowledged) {
                var found = api.get(place);
                assertThat(found.status()).as(place).isEqualTo(200);
                if (place.contains("/documents/")) {
                    assertThat(api.awaitRead(place).at("/current/size").asInt())
                            .isEqualTo(api.get(place + "/content").response().body().length);
                }
            }
            assertThat(onRecord(api))
                    .as("clients and documents without a row in the trail")
                    .isZero();
            server.terminate();
            server.awaitEnd();
        }
    }

    /** Of everything listed, how much has no entry in the audit trail that tells of its making. */
    private static long onRecord(Api api) {
        var made = 0L;
        for (var list : new String[] {"/api/v1/clients", "/api/v1/documents"}) {
            made += count(api, list);
        }
        return made
                - count(api, "/api/v1/audit?action=client.taken-on")
                - count(api, "/api/v1/audit?action=document.uploaded");
    }

    private static long count(Api api, String list) {
        var count = 0L;
        var cursor = "";
        do {
            var page =
                    api.get(list + (list.contains("?") ? "&" : "?") + "limit=200&cursor=" + cursor)
                            .json();
            count += page.path("items").size();
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return count;
    }

    private static void writeUntilKilled(
            Api api, Queue<String> acknowledged, Queue<String> unclear, Runnable kill)
            throws Exception {
        var client = api.post("/api/v1/clients", body(0)).json().path("id").asString();
        var enough = new CountDownLatch(ENOUGH);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer = 0; writer < WRITERS; writer++) {
                var number = writer;
                writers.execute(() -> write(api, client, number, acknowledged, unclear, enough));
            }
            assertThat(enough.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            kill.run();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
    }

    /** Writes until the first answer that is no success. Every third thing is a document. */
    private static void write(
            Api api,
            String client,
            int writer,
            Queue<String> acknowledged,
            Queue<String> unclear,
            CountDownLatch enough) {
        for (var number = 0; ; number++) {
            try {
                var answer =
                        number % 3 == 2
                                ? api.upload(
                                        client,
                                        writer + "-" + number + ".pdf",
                                        SamplePdf.saying("No. " + number))
                                : api.post("/api/v1/clients", body(number));
                if (answer.status() != 201) {
                    if (answer.status() != 503) {
                        unclear.add(answer.text());
                    }
                    return;
                }
                acknowledged.add(answer.header("Location"));
                enough.countDown();
            } catch (UncheckedIOException killed) {
                return;
            }
        }
    }

    private static String body(int number) {
        return "{\"kind\":\"INDIVIDUAL\",\"name\":\"Client %d\"}".formatted(number);
    }

    private static void kill(Victim victim, ChildJvm server, Path home) {
        if (victim != Victim.JVM) {
            ProcessHandle.of(postmaster(home)).orElseThrow().destroyForcibly();
        }
        if (victim != Victim.POSTMASTER) {
            server.kill();
        }
    }

    private static long postmaster(Path home) {
        try {
            return Long.parseLong(
                    Files.readAllLines(home.resolve("pgdata/postmaster.pid")).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
