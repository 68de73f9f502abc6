package dev.sulcus.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void shouldContainItsEnds() {
        var interval = new Interval(0.25, 0.75);
        assertThat(interval.contains(0.25)).isTrue();
        assertThat(interval.contains(0.75)).isTrue();
        assertThat(interval.contains(0.76)).isFalse();
    }

    @Test
    void shouldContainNothingWhenUndefined() {
        assertThat(Interval.UNDEFINED.contains(0.5)).isFalse();
    }

    @Test
    void shouldInterpolateBetweenOrderStatisticsAsNumPy() {
        // numpy.quantile(range(11), [0.025, 0.975]) is [0.25, 9.75].
        double[] values = IntStream.rangeClosed(0, 10).mapToDouble(i -> 10 - i).toArray();
        Interval interval = Interval.central95(values);
        assertThat(interval.low()).isCloseTo(0.25, within(1e-12));
        assertThat(interval.high()).isCloseTo(9.75, within(1e-12));
    }

    @Test
    void shouldLeaveUndefinedValuesOut() {
        assertThat(Interval.central95(new double[] {Double.NaN, 3})).isEqualTo(new Interval(3, 3));
        assertThat(Interval.central95(new double[] {Double.NaN})).isEqualTo(Interval.UNDEFINED);
    }
}
