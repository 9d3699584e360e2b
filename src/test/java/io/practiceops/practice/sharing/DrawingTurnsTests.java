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

    private final DrawingTurns turns = new DrawingTurns(Duration.ZERO);

    @Test
    void strangersHaveOnePageDrawnAtATimeSoThatAWorkerIsLeftForTheFirm() {
        turns.draw(
                ADA,
                () -> {
                    refused(() -> turns.draw(ADA, () -> "second"));
                    refused(() -> turns.draw(BOB, () -> "second"));
                    return true;
                });
        assertThat(turns.draw(BOB, () -> "again")).isEqualTo("again");
    }

    @Test
    void oneCopyIsMadeAtATimeAndOthersLookAtPagesBetweenItsOwn() {
        turns.copy(
                ADA,
                drawing -> {
                    refused(() -> turns.copy(BOB, _ -> "second"));
                    String own = drawing.draw(() -> "first page");
                    String others = turns.draw(BOB, () -> "page");
                    assertThat(own + ", " + others).isEqualTo("first page, page");
                    drawing.draw(() -> {
                        refused(() -> turns.draw(BOB, () -> "page"));
                        return true;
                    });
                    return true;
                });
    }

    @Test
    void whatFailsGivesItsTurnBack() {
        for (var i = 0; i < 5; i++) {
            refused(() ->
                    turns.copy(
                            ADA,
                            drawing ->
                                    drawing.draw(() -> {
                                        throw new LinkRefused(Why.TOO_MANY);
                                    })));
        }
        String copy = turns.copy(ADA, drawing -> drawing.draw(() -> "copy"));
        assertThat(copy).isEqualTo("copy");
    }

    private static void refused(Supplier<?> work) {
        assertThatThrownBy(work::get)
                .isInstanceOfSatisfying(
                        LinkRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(Why.TOO_MANY));
    }
}
