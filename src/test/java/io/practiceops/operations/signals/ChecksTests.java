package io.practiceops.operations.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Check;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Check.Result;
import io.practiceops.foundation.kernel.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChecksTests {

    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void allWellIsUp() {
        var checkup =
                look(check("one", false, ChecksTests::good), check("two", true, ChecksTests::good));

        assertThat(checkup.status()).isEqualTo(Checkup.Status.UP);
        assertThat(checkup.sentence()).isEqualTo("All 2 checks are well.");
        assertThat(HealthEndpoints.statusCode(checkup.status())).isEqualTo(200);
    }

    @Test
    void aCheckThatHangsIsUnknownAndTheOthersAreToldAllTheSame() {
        var never = new CountDownLatch(1);
        var checkup =
                look(
                        check(
                                "hangs",
                                false,
                                () -> {
                                    never.await();
                                    return good();
                                }),
                        check("works", false, ChecksTests::good));

        assertThat(result(checkup, "hangs").health()).isEqualTo(Health.UNKNOWN);
        assertThat(result(checkup, "hangs").result().summary()).startsWith("Gave no answer for");
        assertThat(result(checkup, "works").health()).isEqualTo(Health.GOOD);
        assertThat(checkup.status()).isEqualTo(Checkup.Status.DEGRADED);
        assertThat(checkup.sentence()).isEqualTo("1 of 2 checks is well.");
        never.countDown();
    }

    @Test
    void aCheckThatHangsIsNotBegunASecondTimeBesideItself() {
        var begun = new AtomicInteger();
        var never = new CountDownLatch(1);
        var look =
                new Look(
                        check(
                                "hangs",
                                false,
                                () -> {
                                    begun.incrementAndGet();
                                    never.await();
                                    return good();
                                }),
                        LIMIT);
        for (var i = 0; i < 3; i++) {
            look.begin();
            look.end(System.nanoTime() + Duration.ofMillis(20).toNanos());
        }

        assertThat(begun).hasValue(1);
        never.countDown();
    }

    @Test
    void anExceptionIsBadAndItsWordsStayInTheLog() {
        var checkup =
                look(
                        check(
                                "fails",
                                false,
                                () -> {
                                    throw new IllegalStateException(
                                            "password of db1.internal is wrong");
                                }));

        assertThat(result(checkup, "fails").health()).isEqualTo(Health.BAD);
        assertThat(result(checkup, "fails").result().summary()).doesNotContain("db1.internal");
        assertThat(HealthEndpoints.statusCode(checkup.status())).isEqualTo(200);
    }

    @Test
    void aVitalCheckThatIsBadMakesTheHealthEndpointAnswer503() {
        var checkup =
                look(check("vital", true, () -> Result.bad("Gone.", Map.of(), "Bring it back.")));

        assertThat(checkup.status()).isEqualTo(Checkup.Status.DOWN);
        assertThat(HealthEndpoints.statusCode(checkup.status())).isEqualTo(503);
    }

    @Test
    void unknownIsNotAPassForAVitalCheck() {
        assertThat(look(check("vital", true, () -> Result.unknown("Who knows.", "Look."))).status())
                .isEqualTo(Checkup.Status.DOWN);
    }

    @Test
    void nothingCheckedIsNotCalledWell() {
        assertThat(look().status()).isEqualTo(Checkup.Status.DEGRADED);
        assertThat(look().sentence()).isEqualTo("Nothing is checked.");
    }

    @Test
    void whoeverAsksInTheSameMomentIsToldTheSameLook() {
        var looks = new AtomicInteger();
        var check =
                check(
                        "counts",
                        false,
                        () -> {
                            looks.incrementAndGet();
                            return good();
                        });
        var checks = new Checks(() -> List.of(check), LIMIT, CLOCK);
        for (var i = 0; i < 100; i++) {
            checks.recent();
        }

        assertThat(looks).hasValue(1);
    }

    @Test
    void theDetailsAreForThoseWithTheRight() {
        var checks = new Checks(List::of, LIMIT, CLOCK);

        assertThatThrownBy(checks::now).isInstanceOf(Problem.class);
        assertThat(Acting.as(Actor.system("test", null), "test", checks::now)).isNotNull();
    }

    private static Checkup look(Check... checks) {
        return new Checks(() -> List.of(checks), LIMIT, CLOCK).recent();
    }

    private static CheckResult result(Checkup checkup, String name) {
        return checkup.results().stream()
                .filter(result -> result.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Result good() {
        return Result.good("Fine.", Map.of());
    }

    private static Check check(String name, boolean vital, Callable<Result> look) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String title() {
                return name;
            }

            @Override
            public boolean vital() {
                return vital;
            }

            @Override
            public Result look() throws Exception {
                return look.call();
            }
        };
    }
}
