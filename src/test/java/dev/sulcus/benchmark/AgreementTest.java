package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AgreementTest {
    @Test
    void shouldCountWhatFlipsAtTheThreshold() {
        Agreement agreement = Agreement.of(
                "bfloat16", new double[] {0.1, 0.51, 0.9, 0.5}, "float32", new double[] {0.1, 0.49, 0.8, 0.5}, 0.5);
        assertThat(agreement.flips()).isEqualTo(1);
        assertThat(agreement.maxDifference()).isCloseTo(0.1, within(1e-12));
        assertThat(agreement.meanDifference()).isCloseTo(0.03, within(1e-12));
        assertThat(agreement.undefined()).isZero();
    }

    @Test
    void shouldLeaveOutWhatHasNoProbability() {
        Agreement agreement = Agreement.of("a", new double[] {Double.NaN, 0.4}, "b", new double[] {0.1, 0.4}, 0.5);
        assertThat(agreement.undefined()).isEqualTo(1);
        assertThat(agreement.maxDifference()).isZero();
    }

    @Test
    void shouldBeUndefinedOfNothing() {
        Agreement agreement = Agreement.of("a", new double[] {Double.NaN}, "b", new double[] {0.1}, 0.5);
        assertThat(agreement.maxDifference()).isNaN();
        assertThat(agreement.meanDifference()).isNaN();
    }
}
