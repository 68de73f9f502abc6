package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PoissonArrivalsTest {
    private static final int COUNT = 100_000;

    @Test
    void shouldArriveAtTheSameMomentsBySeed() {
        assertThat(moments(1)).isEqualTo(moments(1)).isNotEqualTo(moments(2)).isSorted();
    }

    @Test
    void shouldArriveAtTheRateThatIsAskedFor() {
        long[] moments = moments(7);
        assertThat(COUNT / (moments[COUNT - 1] / 1e9)).isCloseTo(50, within(0.6));
    }

    @Test
    void shouldHaveGapsWithoutMemory() {
        long[] moments = moments(7);
        double[] gaps = new double[COUNT - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (moments[i + 1] - moments[i]) / 20e6; // of the mean
        }
        // An exponential distribution: e^-1 of the gaps are longer than the mean, e^-3 than three means.
        assertThat(shareAbove(gaps, 1)).isCloseTo(Math.exp(-1), within(0.006));
        assertThat(shareAbove(gaps, 3)).isCloseTo(Math.exp(-3), within(0.003));
    }

    private static double shareAbove(double[] gaps, double limit) {
        int above = 0;
        for (double gap : gaps) {
            above += gap > limit ? 1 : 0;
        }
        return (double) above / gaps.length;
    }

    private static long[] moments(long seed) {
        var arrivals = new PoissonArrivals(50, seed);
        return LongStream.generate(arrivals::next).limit(COUNT).toArray();
    }
}
