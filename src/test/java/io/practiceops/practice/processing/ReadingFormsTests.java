package io.practiceops.practice.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingFormsTests {

    @Test
    void everyFieldOfAPaperWithTextIsRead() throws Exception {
        var tallies = Gold.read(DrawnForms.all(6), Gold::text);
        tallies.forEach((key, tally) -> System.out.println(key + ": " + tally));
        assertThat(tallies).allSatisfy((_, tally) -> assertThat(tally.right).isEqualTo(tally.of));
    }

    /** What was measured stands in docs/figures.md; this holds the ground. */
    @Test
    @Tag("long")
    void ofScansTheSureOnesAreRight(@TempDir Path folder) throws Exception {
        var tesseract = TesseractTests.installed();
        var tallies =
                Gold.read(
                        DrawnForms.all(Integer.getInteger("gold.each", 4)),
                        Gold.scans(tesseract, folder));
        tallies.forEach((key, tally) -> System.out.println(key + ": " + tally));
        var sure = tallies.values().stream().mapToInt(tally -> tally.sure).sum();
        var right = tallies.values().stream().mapToInt(tally -> tally.sureAndRight).sum();
        System.out.printf("sure %d, right %d%n", sure, right);
        assertThat((double) right / sure).isGreaterThan(0.98);
    }
}
