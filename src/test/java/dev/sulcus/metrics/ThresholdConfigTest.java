package dev.sulcus.metrics;

import static dev.sulcus.metrics.SampleFixtures.labels;
import static dev.sulcus.metrics.SampleFixtures.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThresholdConfigTest {
    @Test
    void shouldTakeTheHighestScoreThatFindsEnough() {
        var half = new ThresholdConfig(ThresholdConfig.Kind.SENSITIVITY, 0.5);
        assertThat(half.choose(labels(1, 0, 1, 1, 1), scores(0.9, 0.8, 0.7, 0.6, 0.5)))
                .isEqualTo(0.7);
    }

    @ParameterizedTest
    @MethodSource("dev.sulcus.metrics.SampleFixtures#random")
    void shouldReachTheSensitivityAndNoHigherScoreDoes(SampleFixtures samples) {
        double threshold = ThresholdConfig.SENSITIVITY_95.choose(samples.labels(), samples.probabilities());
        assertThat(sensitivity(samples, threshold)).isGreaterThanOrEqualTo(0.95);
        assertThat(sensitivity(samples, Math.nextUp(threshold))).isLessThan(0.95);
    }

    @Test
    void shouldLeaveAFixedThresholdAlone() {
        assertThat(ThresholdConfig.HALF.choose(labels(0), scores(0.9))).isEqualTo(0.5);
    }

    @Test
    void shouldRefuseASensitivityWithoutTumours() {
        assertThatThrownBy(() -> ThresholdConfig.SENSITIVITY_95.choose(labels(0, 0), scores(0.1, 0.2)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("none of the 2 scans to choose on is a tumour");
    }

    @Test
    void shouldRefuseValuesOutOfRange() {
        assertThatThrownBy(() -> new ThresholdConfig(ThresholdConfig.Kind.SENSITIVITY, 0))
                .hasMessage("wanted sensitivity is 0.0; it must be above 0, at most 1");
        assertThatThrownBy(() -> new ThresholdConfig(ThresholdConfig.Kind.FIXED, Double.NaN))
                .hasMessage("threshold is NaN; it must be 0 to 1");
    }

    private static double sensitivity(SampleFixtures samples, double threshold) {
        return Confusion.of(samples.labels(), samples.probabilities(), threshold)
                .sensitivity();
    }
}
