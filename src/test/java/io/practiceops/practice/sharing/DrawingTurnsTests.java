package io.practiceops.practice.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.practice.sharing.LinkRefused.Why;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DrawingTurnsTests {

    private static final UUID ADA = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);
    private static final UUID CY = new UUID(0, 3);

    private final DrawingTurns turns = new DrawingTurns(Duration.ZERO);

    @Test
    void aVisitHasTwoAtOnceAndOthersHaveThemStill() {
        turns.draw(
                ADA,
                () ->
                        turns.draw(
                                ADA,
                                () -> {
                                    refused(() -> turns.draw(ADA, () -> "third"));
                                    assertThat(turns.draw(BOB, () -> "first")).isEqualTo("first");
                                    return true;
                                }));
        assertThat(turns.draw(ADA, () -> "again")).isEqualTo("again");
    }

    @Test
    void allTogetherHaveThree() {
        turns.draw(
                ADA,
                () ->
                        turns.draw(
                                ADA,
                                () ->
                                        turns.draw(
                                                BOB,
                                                () -> {
                                                    refused(() -> turns.draw(CY, () -> "fourth"));
                                                    return true;
                                                })));
    }

    @Test
    void oneCopyIsMadeAtATimeAndPagesGoOn() {
        turns.copy(
                ADA,
                () -> {
                    refused(() -> turns.copy(BOB, () -> "second"));
                    assertThat(turns.draw(BOB, () -> "page")).isEqualTo("page");
                    return true;
                });
    }

    @Test
    void whatFailsGivesItsTurnBack() {
        for (var i = 0; i < 5; i++) {
            refused(() ->
                    turns.copy(
                            ADA,
                            () -> {
                                throw new LinkRefused(Why.TOO_MANY);
                            }));
        }
        assertThat(turns.copy(ADA, () -> "copy")).isEqualTo("copy");
    }

    private static void refused(Supplier<?> work) {
        assertThatThrownBy(work::get)
                .isInstanceOfSatisfying(
                        LinkRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(Why.TOO_MANY));
    }
}
