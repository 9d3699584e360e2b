package io.practiceops.practice.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.foundation.database.ChildJvm;
import io.practiceops.foundation.database.ScratchDatabase;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A server killed with SIGKILL amid the pages of a scan. */
@Tag("long")
class PipelineCrashTests {

    private static final int PAGES = 10;

    @Test
    void theScanGoesOnAtThePageWhereTheServerWasKilled() throws Exception {
        TesseractTests.installed();
        var home = ScratchDatabase.newHome("pipeline-crash");
        var child = Class.forName("io.practiceops.CrashChild");
        String key;
        var scans = new ArrayList<UUID>();
        try (var server = new ChildJvm(child, home, "with a firm")) {
            key = server.await("KEY ");
            var api = new Api(Integer.parseInt(server.await("PORT ")), key);
            var pipelined = new Pipelined(api);
            var client = pipelined.client();
            for (var i = 0; i < 2; i++) {
                scans.add(
                        pipelined.upload(
                                client,
                                "scan-" + i + ".pdf",
                                Gold.scannedPdf(DrawnForms.w2(i).pdf(), i, PAGES)));
            }
            var pages = 0;
            while (pages == 0) {
                pages = progress(api, scans.getFirst()).path("pagesRead").asInt();
                assertThat(pages).isLessThan(PAGES);
            }
            server.kill();
        }
        try (var server = new ChildJvm(child, home)) {
            var api = new Api(Integer.parseInt(server.await("PORT ")), key);
            var already = progress(api, scans.getFirst()).path("pagesRead").asInt();
            assertThat(already).isBetween(1, PAGES - 1);
            for (var scan : scans) {
                var end = System.nanoTime() + 180_000_000_000L;
                while (!progress(api, scan).path("state").asString().equals("DONE")) {
                    assertThat(System.nanoTime())
                            .as(progress(api, scan).toString())
                            .isLessThan(end);
                    Thread.onSpinWait();
                }
                var stages = progress(api, scan).path("stages");
                for (var stage : stages) {
                    if (stage.path("stage").asString().equals("type")) {
                        assertThat(stage.path("tries").asInt()).isEqualTo(1);
                    }
                }
                assertThat(progress(api, scan).path("pagesRead").asInt()).isEqualTo(PAGES);
            }
            assertThat(api.get("/api/v1/documents?q=seawall").json().path("items")).hasSize(2);
            server.terminate();
            server.awaitEnd();
        }
    }

    private static JsonNode progress(Api api, UUID scan) {
        return api.get("/api/v1/documents/" + scan + "/versions/1/processing").json();
    }
}
