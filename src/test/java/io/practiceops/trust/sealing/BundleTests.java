package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.TestExport.lines;
import static io.practiceops.trust.sealing.TestExport.verify;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.trust.sealing.VerifyFinding.Kind;
import io.practiceops.trust.tlog.Malformed;
import io.practiceops.trust.tlog.NoteVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Bundles that were damaged, or made to harm whoever verifies them. */
class BundleTests {

    static final List<String> FILES = BundleFiles.REQUIRED.stream().sorted().toList();

    @TempDir private Path folder;
    private Path bundle;
    private SyntheticLog log;

    @BeforeEach
    void aBundle() throws IOException {
        log = new SyntheticLog(2_000, 200);
        bundle = write("export");
    }

    private Path write(String name) throws IOException {
        var path = folder.resolve(name);
        try (var target = ExportTarget.bundle(path)) {
            new ExportBundle(log, target, _ -> {})
                    .write(Instant.parse("2028-01-01T00:00:00Z"), "test");
            target.finish();
        }
        return path;
    }

    @Test
    void aZipIsProvenAsAFolderIs() throws IOException {
        assertThat(verify(bundle).findings()).isEmpty();
        assertThat(verify(write("export.zip")).findings()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void anyChangedByteOfAnyFileIsFound(String file) throws IOException {
        var path = bundle.resolve(file);
        var original = Files.readAllBytes(path);
        var random = new Random(file.hashCode());
        for (var round = 0; round < 5 && original.length > 0; round++) {
            var changed = original.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(path, changed);
            assertThat(verify(bundle).verdict()).isEqualTo(VerifyReport.Verdict.DAMAGED);
        }
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void anyFileCutOffLengthenedOrMissingIsFound(String file) throws IOException {
        var path = bundle.resolve(file);
        var original = Files.readAllBytes(path);
        if (original.length > 0) {
            Files.write(path, java.util.Arrays.copyOf(original, original.length - 1));
            assertThat(verify(bundle).verdict()).isEqualTo(VerifyReport.Verdict.DAMAGED);
        }
        Files.write(path, java.util.Arrays.copyOf(original, original.length + 33));
        assertThat(verify(bundle).verdict()).isEqualTo(VerifyReport.Verdict.DAMAGED);
        Files.delete(path);
        assertThat(verify(bundle).findings().getFirst().kind()).isEqualTo(Kind.FILE_MISSING);
    }

    @Test
    void aCheckpointOfAnotherInstallationIsRefused() {
        var report = verify(bundle, new SyntheticLog(1_000, 0).kept(1));
        assertThat(report.findings().getFirst().kind()).isEqualTo(Kind.KEY_UNKNOWN);
    }

    @Test
    void aKeyKnownFromElsewhereVouchesForThoseItNamedAndForNoOther() {
        var vkeys = log.vkeys().stream().map(NoteVerifier::parse).toList();
        assertThat(verify(bundle, List.of(vkeys.getFirst())).findings()).isEmpty();
        assertThat(verify(bundle, List.of(vkeys.getLast())).findings()).isEmpty();
        var stranger = NoteVerifier.parse(new SyntheticLog(1_000, 0).vkeys().getFirst());
        var report = verify(bundle, List.of(stranger));
        assertThat(report.findings().getFirst().kind()).isEqualTo(Kind.KEY_UNKNOWN);
    }

    @Test
    void aKeyWithoutTheStatementOfTheOneBeforeIsRefused() throws IOException {
        Files.delete(bundle.resolve(BundleFiles.keyStatement(2)));
        assertThat(verify(bundle).findings().getFirst().kind()).isEqualTo(Kind.KEY_UNKNOWN);
    }

    @Test
    void moreTruncatedEntriesThanTheRecordSaysAreFound() {
        var lines = lines(bundle, BundleFiles.EVENTS);
        var leaf = java.util.Base64.getEncoder().encodeToString(log.nodes().hash(0, 700));
        lines.set(700, "#" + leaf);
        TestExport.write(bundle, BundleFiles.EVENTS, lines);
        var finding = verify(bundle).findings().getFirst();
        assertThat(finding.kind()).isEqualTo(Kind.ENTRY_WITHHELD);
        assertThat(finding.index()).isEqualTo(700);
    }

    @Test
    void aPeriodThatClaimsMoreThanItsEntriesIsFound() throws IOException {
        var manifest = Files.readString(bundle.resolve(BundleFiles.MANIFEST), UTF_8);
        var narrower = manifest.replace("\"end\":\"2000\"", "\"end\":\"1000\"");
        Files.writeString(bundle.resolve(BundleFiles.MANIFEST), narrower, UTF_8);
        assertThat(verify(bundle).findings())
                .extracting(VerifyFinding::kind)
                .contains(Kind.PERIOD_INCOMPLETE);
    }

    @Test
    void aLineThatNeverEndsIsRefusedInLittleMemory() throws IOException {
        try (var out = Files.newOutputStream(bundle.resolve(BundleFiles.EVENTS))) {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 20; i++) {
                out.write(zeros);
            }
        }
        assertThat(verify(bundle).findings().getFirst().kind()).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void aZipBombIsGivenUp() throws IOException {
        var bomb = folder.resolve("bomb.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            try (var files = Files.list(bundle)) {
                for (var file : files.toList()) {
                    zip.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
                    Files.copy(file, zip);
                    if (file.endsWith(BundleFiles.LEAVES)) {
                        var zeros = new byte[1 << 20];
                        for (var i = 0; i < 300; i++) {
                            zip.write(zeros);
                        }
                    }
                }
            }
        }
        assertThat(Files.size(bomb)).isLessThan(2_000_000);
        assertThat(verify(bomb).verdict()).isEqualTo(VerifyReport.Verdict.DAMAGED);
    }

    @Test
    void namesThatLeadOutOfAZipLeadNowhere() throws IOException {
        var zip = folder.resolve("slip.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("../" + BundleFiles.MANIFEST));
            out.write("{}".getBytes(UTF_8));
        }
        assertThatThrownBy(() -> verify(zip))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("no manifest.json");
        assertThat(folder.getParent().resolve(BundleFiles.MANIFEST)).doesNotExist();
    }

    @Test
    void whatIsNoBundleIsSaidSo() throws IOException {
        assertThatThrownBy(() -> verify(folder.resolve("nothing"))).isInstanceOf(Malformed.class);
        var text = Files.writeString(folder.resolve("text.zip"), "no zip");
        assertThatThrownBy(() -> verify(text)).isInstanceOf(Malformed.class);
        Files.writeString(bundle.resolve(BundleFiles.MANIFEST), "{\"v\":1}", UTF_8);
        assertThatThrownBy(() -> verify(bundle)).isInstanceOf(Malformed.class);
    }

    @Test
    void aFolderOfLinksIsNotFollowed() throws IOException {
        Files.delete(bundle.resolve(BundleFiles.EVENTS));
        Files.createSymbolicLink(bundle.resolve(BundleFiles.EVENTS), Path.of("/dev/zero"));
        assertThat(verify(bundle).findings().getFirst().kind()).isEqualTo(Kind.FILE_MISSING);
    }

    @Test
    void nothingIsOverwrittenAndNothingUnfinishedStays() throws IOException {
        assertThatThrownBy(() -> ExportTarget.bundle(bundle))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("already");
        var broken = folder.resolve("broken");
        try (var target = ExportTarget.bundle(broken);
                var out = target.open("half")) {
            out.write(1);
        }
        assertThat(broken).doesNotExist();
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(bundle);
        }
    }
}
