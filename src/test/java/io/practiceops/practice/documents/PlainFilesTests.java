package io.practiceops.practice.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.console.samples.SamplePdf;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Home;
import io.practiceops.practice.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An installation from before there was a vault, made by taking the bytes out of it again. */
@InPractice
class PlainFilesTests {

    private final ApplicationContext application;
    private final PlainFiles job;
    private final Vault vault;
    private final TransactionTemplate transaction;

    @LocalServerPort private int port;

    PlainFilesTests(
            ApplicationContext application,
            PlainFiles job,
            Vault vault,
            PlatformTransactionManager transactions) {
        this.application = application;
        this.job = job;
        this.vault = vault;
        this.transaction = new TransactionTemplate(transactions);
    }

    private Path plain(TestFirm firm, String sha256) {
        return application
                .getBean(Home.class)
                .resolve("documents")
                .resolve(firm.id().toString())
                .resolve(sha256.substring(0, 2))
                .resolve(sha256);
    }

    private void run() throws IOException {
        Acting.as(
                Actor.system("test", null),
                "test",
                () -> {
                    job.run();
                    return null;
                });
    }

    @Test
    void aPlainFileIsEncryptedForItsVersionAndGoes() throws Exception {
        var firm = new TestFirm(application);
        var api = new Api(port, firm.ownerKey());
        var client =
                api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada\"}")
                        .json()
                        .path("id")
                        .asString();
        var bytes = SamplePdf.saying("from before");
        var uploaded = api.upload(client, "old.pdf", bytes);
        var id = UUID.fromString(uploaded.json().path("id").asString());
        var version = firm.asSystem(() -> application.getBean(Versions.class).of(id).getFirst());
        firm.asSystem(() -> {
            transaction.executeWithoutResult(_ -> vault.release(version.sha256(), version.id()));
            return null;
        });
        var file = plain(firm, version.sha256());
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        assertThat(firm.asSystem(() -> vault.has(version.sha256()))).isFalse();

        run();
        run();

        assertThat(file).doesNotExist();
        try (var kept = firm.asSystem(() -> vault.open(version.sha256()))) {
            assertThat(kept.readAllBytes()).isEqualTo(bytes);
        }
        firm.asSystem(() -> {
            transaction.executeWithoutResult(_ -> vault.release(version.sha256(), version.id()));
            return null;
        });
        assertThat(firm.asSystem(() -> vault.has(version.sha256())))
                .as("the version was its only use")
                .isFalse();
    }

    @Test
    void aFileNoVersionNamesGoesAfterADayAndADamagedOneStays() throws Exception {
        var firm = new TestFirm(application);
        var fresh = plain(firm, "aa".repeat(32));
        var old = plain(firm, "ab".repeat(32));
        for (var file : new Path[] {fresh, old}) {
            Files.createDirectories(file.getParent());
            Files.write(file, "x".getBytes(UTF_8));
        }
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        run();

        assertThat(fresh).exists();
        assertThat(old).doesNotExist();
        Files.delete(fresh);
    }

    @Test
    void aFileThatIsNotWhatItIsCalledIsLeftAndSaid() throws Exception {
        var firm = new TestFirm(application);
        var api = new Api(port, firm.ownerKey());
        var client =
                api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"Ada\"}")
                        .json()
                        .path("id")
                        .asString();
        var sha256 =
                api.upload(client, "old.pdf", SamplePdf.saying("damaged"))
                        .json()
                        .findValue("sha256")
                        .asString();
        var file = plain(firm, sha256);
        Files.createDirectories(file.getParent());
        Files.write(file, "something else".getBytes(UTF_8));

        assertThatThrownBy(this::run).hasMessageContaining("not what their name says");

        assertThat(file).exists();
        Files.delete(file);
    }
}
