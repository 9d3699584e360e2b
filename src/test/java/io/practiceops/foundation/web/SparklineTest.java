package io.practiceops.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparklineTest {

    @Test
    void theLineFillsItsBoxAndTheLimitStandsInIt() {
        var line = Sparkline.of(new double[] {0, 10}, 5);

        assertThat(line.path()).isEqualTo("M0.0 26.0L92.0 2.0");
        assertThat(line.limitY()).isEqualTo(14);
    }

    @Test
    void aGapStaysAGap() {
        assertThat(Sparkline.of(new double[] {1, Double.NaN, 2}, Double.NaN).path())
                .isEqualTo("M0.0 26.0M92.0 2.0");
    }

    @Test
    void nothingMeasuredDrawsNothing() {
        assertThat(Sparkline.of(new double[] {Double.NaN}, 5))
                .isEqualTo(new Sparkline("", Double.NaN));
        assertThat(Sparkline.of(new double[] {}, Double.NaN).path()).isEmpty();
    }

    @Test
    void aFlatLineRunsThroughTheMiddle() {
        assertThat(Sparkline.of(new double[] {7, 7}, Double.NaN).path())
                .isEqualTo("M0.0 14.0L92.0 14.0");
    }
}
