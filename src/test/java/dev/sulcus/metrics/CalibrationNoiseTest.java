package dev.sulcus.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationNoiseTest {
    private static final BootstrapConfig CONFIG = new BootstrapConfig(4000, 5);

    @Test
    void shouldEqualTheBinomialOfOneBin() {
        // 100 scans of probability one half: |B/100 - 1/2| with B binomial has mean 0.0398 and 95 % quantile 0.10.
        CalibrationNoise noise = CalibrationNoise.of(constant(100, 1), CONFIG);
        assertThat(noise.mean()).isCloseTo(0.0398, within(0.002));
        assertThat(noise.upper95()).isCloseTo(0.1, within(0.0101));
    }

    @Test
    void shouldCountACopyOnce() {
        CalibrationNoise copies = CalibrationNoise.of(constant(400, 4), CONFIG);
        assertThat(copies.mean())
                .isCloseTo(CalibrationNoise.of(constant(100, 1), CONFIG).mean(), within(1e-12));
    }

    @Test
    void shouldBeUndefinedWithoutResamples() {
        assertThat(CalibrationNoise.of(constant(10, 1), BootstrapConfig.NONE).mean())
                .isNaN();
        assertThat(CalibrationNoise.of(constant(0, 1), CONFIG).upper95()).isNaN();
    }

    private static Samples constant(int count, int copies) {
        int[] labels = new int[count];
        double[] half = IntStream.range(0, count).mapToDouble(i -> 0.5).toArray();
        int[] groups = IntStream.range(0, count).map(i -> i / copies).toArray();
        return Samples.at(0.5, labels, half).inGroups(groups);
    }
}
