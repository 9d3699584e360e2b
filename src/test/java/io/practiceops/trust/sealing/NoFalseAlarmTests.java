package io.practiceops.trust.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trail that was lived with lawfully raises no alarm. */
class NoFalseAlarmTests {

    private static final int TRUNCATED_HUNDREDTHS = 10;

    @TempDir private Path folder;

    @Test
    void tenThousandEntriesWithRedactionsTruncationAndKeyRotation() throws IOException {
        noAlarm(10_000, "export.zip");
    }

    @Test
    @Tag("long")
    void aMillionEntriesWithRedactionsTruncationAndKeyRotation() throws IOException {
        noAlarm(1_000_000, "export");
    }

    private void noAlarm(int entries, String name) throws IOException {
        var truncated = entries / 100 * TRUNCATED_HUNDREDTHS;
        var log = new SyntheticLog(entries, truncated);
        var path = folder.resolve(name);
        try (var target = ExportTarget.bundle(path)) {
            new ExportBundle(log, target, _ -> {})
                    .write(Instant.parse("2028-01-01T00:00:00Z"), "test");
            target.finish();
        }
        var batches = entries / 1_000;
        var report =
                TestExport.verify(
                        path,
                        log.kept(1),
                        log.kept(batches / 2),
                        log.kept(batches - 1),
                        log.kept(batches));
        assertThat(report.findings()).isEmpty();
        assertThat(report.verdict()).isEqualTo(VerifyReport.Verdict.PROVEN);
        assertThat(report.counts().entries()).isEqualTo(entries);
        assertThat(report.counts().truncated()).isEqualTo(truncated);
        assertThat(report.counts().redacted()).isEqualTo((entries * 3L / 4 - truncated) / 100);
        assertThat(report.kept()).allMatch(kept -> kept.result() == VerifyKept.Result.CONFIRMED);
    }
}
