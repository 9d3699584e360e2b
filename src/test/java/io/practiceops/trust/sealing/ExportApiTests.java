package io.practiceops.trust.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.tlog.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A compliance user takes a quarter along; somebody else proves it. */
@InPractice
class ExportApiTests {

    private static final String EVER = "?from=2020-01-01&until=2099-12-31";

    private final ApplicationContext application;

    @LocalServerPort private int port;
    @TempDir private Path folder;

    private TestFirm firm;
    private Api api;

    ExportApiTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aSealedFirm() {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
        var id =
                api.get("/api/v1/audit?limit=1").json().path("items").path(0).path("id").asString();
        await().until(() -> api.get("/api/v1/audit/" + id + "/proof").json().has("proof"));
    }

    @Test
    void theExportIsProvenByACheckpointKeptElsewhere() throws IOException {
        var kept =
                api.get("/api/v1/audit/checkpoints?limit=1")
                        .json()
                        .path("items")
                        .path(0)
                        .path("note")
                        .asString();
        var answer = api.get("/api/v1/audit/export" + EVER);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition"))
                .contains("audit-2020-01-01-2099-12-31.zip");

        var zip = Files.write(folder.resolve("export.zip"), answer.response().body());
        var report = TestExport.verify(zip, SignedNote.parse(kept));
        assertThat(report.findings()).isEmpty();
        assertThat(report.verdict()).isEqualTo(VerifyReport.Verdict.PROVEN);
        assertThat(report.manifest().firm()).isEqualTo(firm.id().toString());
        assertThat(report.counts().entries()).isPositive();
    }

    @Test
    void theExportIsOnRecordWithItsHash() {
        assertThat(api.get("/api/v1/audit/export" + EVER).status()).isEqualTo(200);
        var entries = api.get("/api/v1/audit?action=audit.exported").json().path("items");
        assertThat(entries.size()).isEqualTo(1);
        assertThat(entries.path(0).path("canonical").asString())
                .contains("\"format\":\"bundle\"")
                .containsPattern("\"sha256\":\"[0-9a-f]{64}\"");
        assertThat(api.get("/api/v1/audit?action=audit.export-begun").json().path("items").size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "csv, text/csv, '\"index\",\"id\",\"at\"'",
        "cef, text/plain, CEF:0|PracticeOps|PracticeOps|1|",
        "ocsf, application/x-ndjson, '{\"class_uid\":'"
    })
    void otherProgramsGetTheirLines(String format, String mediaType, String beginning) {
        var answer = api.get("/api/v1/audit/export" + EVER + "&format=" + format);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(mediaType);
        assertThat(answer.text()).startsWith(beginning);
    }

    @Test
    void whoMayReadTheTrailMayNotForThatTakeItAlong() {
        firm.add("admin", Role.ADMIN);
        var admin = new Api(port, firm.keyOf("admin"));
        assertThat(admin.get("/api/v1/audit?limit=1").status()).isEqualTo(200);
        assertThat(admin.get("/api/v1/audit/export" + EVER).status()).isEqualTo(403);
    }

    @Test
    void aPeriodOrFormatThatCannotBeIsRefused() {
        var path = "/api/v1/audit/export";
        assertThat(api.get(path + "?from=2026-02-01&until=2026-01-01").status()).isEqualTo(400);
        assertThat(api.get(path + "?from=yesterday&until=2026-01-01").status()).isEqualTo(400);
        assertThat(api.get(path + EVER + "&format=xml").status()).isEqualTo(400);
        assertThat(api.get(path).status()).isEqualTo(400);
    }
}
