package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private final FakeClock clock = new FakeClock();

    @Test
    void shouldEndAtOnceWhereNothingChanges() {
        WarmUpResult result = run(unit -> 60, 100);
        assertThat(result.steady()).isTrue();
        assertThat(result.units()).isEqualTo(1 + 3 * WarmUp.UNITS);
    }

    @Test
    void shouldWaitUntilTimesStopFalling() {
        // Halves every four units until it stays at 60 ms from unit 20 on.
        WarmUpResult result = run(unit -> Math.max(60, 1920 / Math.pow(2, unit / 4)), 100);
        assertThat(result.steady()).isTrue();
        assertThat(result.units()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void shouldGiveUpWhereTimesNeverSettle() {
        WarmUpResult result = run(unit -> unit / 4 % 2 == 0 ? 60 : 120, 5);
        assertThat(result.steady()).isFalse();
        assertThat(result.seconds()).isBetween(5.0, 6.0);
    }

    /** A GPU's driver compiles kernels in it. */
    @Test
    void shouldNotCountTheFirstUnitTowardsTheTimeThereIs() {
        WarmUpResult result = run(unit -> unit == 0 ? 200_000 : 60, 5);
        assertThat(result.steady()).isTrue();
        assertThat(result.firstSeconds()).isEqualTo(200);
        assertThat(result.seconds()).isBetween(200.3, 201.0);
    }

    @Test
    void shouldPutManyShortUnitsIntoAWindow() {
        WarmUpResult result = run(unit -> 1, 100);
        assertThat(result.units()).isEqualTo(301);
    }

    @Test
    void shouldCallTenPerCentSteadyAndMoreNot() {
        assertThat(WarmUp.steady(new double[] {100, 105, 110})).isTrue();
        assertThat(WarmUp.steady(new double[] {111, 100, 105})).isFalse();
    }

    private WarmUpResult run(IntToDoubleFunction millis, double most) {
        int[] unit = new int[1];
        return WarmUp.run(clock, most, () -> clock.pass(millis.applyAsDouble(unit[0]++)));
    }
}
