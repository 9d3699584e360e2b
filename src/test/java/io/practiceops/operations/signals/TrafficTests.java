package io.practiceops.operations.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TrafficTests {

    private final MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Traffic traffic =
            new Traffic(
                    registry, Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void withoutRequestsThereIsNoFigure() {
        assertThat(SignalPanels.responseTime(traffic.window()).figure()).isEqualTo("–");
        assertThat(SignalPanels.errors(traffic.window()).figure()).isEqualTo("–");
    }

    @Test
    void requestsOfAllRoutesMakeOneMedian() {
        record("/clients", "success", Duration.ofMillis(20), 60);
        record("/documents", "success", Duration.ofMillis(400), 40);

        var window = traffic.window();

        assertThat(window.requests()).isEqualTo(100);
        assertThat(milliseconds(window.quantile(0.5))).isBetween(15, 25);
        assertThat(milliseconds(window.quantile(0.95))).isBetween(330, 480);
        assertThat(SignalPanels.responseTime(window).note())
                .contains("100 requests")
                .contains("since the start");
    }

    @Test
    void filesProbesAndPollsAreNotCounted() {
        record("/**", "success", Duration.ofMillis(1), 5);
        record("/health", "error", Duration.ofMillis(1), 5);
        record("/status", "success", Duration.ofMillis(1), 5);

        assertThat(traffic.window().requests()).isZero();
    }

    @Test
    void errorsNeverStandWithoutHowManyTheyAreOf() {
        record("/clients", "success", Duration.ofMillis(5), 798);
        record("/clients", "error", Duration.ofMillis(5), 2);

        var tile = SignalPanels.errors(traffic.window());

        assertThat(tile.figure()).isEqualTo("0.25 %");
        assertThat(tile.note()).startsWith("2 of 800 requests");
    }

    private static int milliseconds(String words) {
        assertThat(words).endsWith(" ms");
        return (int) Double.parseDouble(words.replace(" ms", ""));
    }

    private void record(String uri, String outcome, Duration length, int times) {
        var timer =
                Timer.builder("http.server.requests")
                        .tag("uri", uri)
                        .tag("outcome", outcome)
                        .publishPercentileHistogram()
                        .minimumExpectedValue(Duration.ofMillis(1))
                        .maximumExpectedValue(Duration.ofSeconds(30))
                        .register(registry);
        for (var i = 0; i < times; i++) {
            timer.record(length);
        }
    }
}
