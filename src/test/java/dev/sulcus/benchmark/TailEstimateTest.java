package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TailEstimateTest {
    @Test
    void shouldNeedAsManyQueriesAsLoadGenDoes() {
        assertThat(TailEstimate.longer(63, 90)).isLessThan(1);
        assertThat(TailEstimate.longer(64, 90)).isEqualTo(1);
        assertThat(TailEstimate.longer(661, 99)).isLessThan(1);
        assertThat(TailEstimate.longer(662, 99)).isEqualTo(1);
    }

    @Test
    void shouldComeNearThePercentileWithManyQueries() {
        long n = 1_000_000;
        double share = (double) TailEstimate.longer(n, 99) / n;
        assertThat(share).isLessThan(0.01).isGreaterThan(0.0097);
    }

    @Test
    void shouldTakeTheLongestTimeOfTheFewest() {
        var histogram = new LatencyHistogram();
        for (int i = 1; i <= 64; i++) {
            histogram.record(i * 1_000_000L);
        }
        assertThat(TailEstimate.millis(histogram, 90)).isCloseTo(64, within(0.1));
    }

    @Test
    void shouldSayNothingWithFewer() {
        var histogram = new LatencyHistogram();
        histogram.record(1_000_000);
        assertThat(TailEstimate.millis(histogram, 90)).isNaN();
        assertThat(TailEstimate.millis(histogram, Double.NaN)).isNaN();
    }
}
