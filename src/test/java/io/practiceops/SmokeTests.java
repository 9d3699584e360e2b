package io.practiceops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.practiceops.foundation.database.DatabaseAccess;
import io.practiceops.foundation.database.DebianPostgres;
import io.practiceops.foundation.database.EmbeddedPostgres;
import io.practiceops.foundation.database.ScratchDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The thin path from end to end, on each kind of database a firm may have. */
class SmokeTests {

    @Test
    void onTheEmbeddedDatabase() throws Exception {
        var home = ScratchDatabase.newHome("smoke");
        try (var application = start(home, List.of())) {
            smoke(application);
        }
        assertThat(EmbeddedPostgres.attach(home)).as("stopped with the application").isEmpty();
    }

    @Test
    void onAnExternalPostgreSql() throws Exception {
        var installed = DebianPostgres.newest();
        if (installed.isEmpty()) {
            System.err.println(
                    "NOT TESTED: no PostgreSQL of Debian's; install the package postgresql.");
        }
        assumeTrue(installed.isPresent(), "Debian's postgresql is not installed");
        var home = ScratchDatabase.newHome("external");
        try (var server = DebianPostgres.start(installed.get(), home.resolve("cluster"));
                var application = start(home, asSettings(server.access()))) {
            smoke(application);
        }
    }

    @Test
    void aDemoIsNeverServedToANetworkNorARealPracticeOpenedAsADemo() throws Exception {
        var demo = ScratchDatabase.newHome("demo");
        start(demo, List.of("--practiceops.demo=true")).close();
        assertThatThrownBy(() -> start(demo, List.of()).close())
                .hasStackTraceContaining("whose password everybody knows");

        var real = ScratchDatabase.newHome("real");
        try (var application = start(real, List.of())) {
            new TestFirm(application);
        }
        assertThatThrownBy(() -> start(real, List.of("--practiceops.demo=true")).close())
                .hasStackTraceContaining("holds a real practice");
    }

    private static void smoke(ConfigurableApplicationContext application) throws Exception {
        var port =
                application
                        .getEnvironment()
                        .getRequiredProperty("local.server.port", Integer.class);
        var firm = new TestFirm(application);
        var api = new Api(port, firm.ownerKey());

        var client =
                api.post(
                        "/api/v1/clients",
                        "{\"kind\":\"ORGANIZATION\",\"name\":\"Gulf Line Marine LLC\"}");
        assertThat(client.status()).isEqualTo(201);
        assertThat(api.get("/api/v1/clients?q=marine").text()).contains("Gulf Line");

        var file = "%PDF-1.7 not much of one".getBytes(StandardCharsets.US_ASCII);
        var document = api.upload(client.json().path("id").asString(), "Lease 2026.pdf", file);
        assertThat(document.status()).isEqualTo(201);
        assertThat(api.get("/api/v1/documents?q=lease").text()).contains("Lease 2026.pdf");
        api.awaitRead(document.header("Location"));
        assertThat(api.get(document.header("Location") + "/content").response().body())
                .isEqualTo(file);

        assertThat(api.get("/api/v1/audit").json().path("items").findValuesAsString("action"))
                .contains("client.taken-on", "document.uploaded", "document.downloaded");
        assertThat(api.get("/health/detailed").status()).isEqualTo(200);
        assertThat(api.get("/metrics").text()).contains("http_server_requests", "/api/v1/clients");
        assertThat(new Api(port, null).get("/readyz").status()).isEqualTo(200);
    }

    private static ConfigurableApplicationContext start(Path home, List<String> more) {
        var words =
                new ArrayList<>(
                        List.of(
                                "--practiceops.home=" + home,
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--spring.profiles.active=test"));
        words.addAll(more);
        return SpringApplication.run(PracticeOps.class, words.toArray(String[]::new));
    }

    private static List<String> asSettings(DatabaseAccess access) {
        return List.of(
                "--practiceops.database.url=" + access.url(),
                "--practiceops.database.user=" + access.app().user(),
                "--practiceops.database.password=" + access.app().password(),
                "--practiceops.database.owner-user=" + access.owner().user(),
                "--practiceops.database.owner-password=" + access.owner().password());
    }
}
