package dev.sulcus.metrics;

import static dev.sulcus.metrics.SampleFixtures.labels;
import static dev.sulcus.metrics.SampleFixtures.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.fault.Fault;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CalibrationCurveTest {
    @Test
    void shouldPutAnEdgeIntoTheUpperBinAndOneIntoTheLast() {
        assertThat(CalibrationCurve.of(labels(0, 0, 1, 1), scores(0, 0.5, 0.75, 1), 2)
                        .count())
                .containsExactly(1, 3);
    }

    @Test
    void shouldGiveMeansPerBinAndLeaveEmptyBinsUndefined() {
        CalibrationCurve curve = CalibrationCurve.of(labels(0, 1, 1), scores(0.125, 0.25, 0.875), 3);
        assertThat(curve.meanProbability()).containsExactly(0.1875, Double.NaN, 0.875);
        assertThat(curve.observedFraction()).containsExactly(0.5, Double.NaN, 1);
        assertThat(curve.count()).containsExactly(2, 0, 1);
    }

    @Test
    void shouldWeighTheErrorOfABinByItsSamples() {
        CalibrationCurve curve = CalibrationCurve.of(labels(0, 1, 1), scores(0.125, 0.25, 0.875), 3);
        assertThat(curve.expectedCalibrationError()).isCloseTo((2 * 0.3125 + 0.125) / 3, within(1e-15));
    }

    @Test
    void shouldHaveNoErrorWithoutSamples() {
        assertThat(CalibrationCurve.of(labels(), scores(), 15).expectedCalibrationError())
                .isNaN();
    }

    @Test
    void shouldRefuseProbabilitiesOutsideZeroToOne() {
        assertThatThrownBy(() -> CalibrationCurve.of(labels(0), scores(1.5), 15))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("probability 0 is 1.5");
    }

    @Test
    void shouldRefuseToHaveNoBins() {
        assertThatThrownBy(() -> CalibrationCurve.of(labels(0), scores(0.5), 0))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("bins is 0");
    }

    @ParameterizedTest
    @MethodSource("dev.sulcus.metrics.SampleFixtures#random")
    void shouldBinEverySampleOnceAndStayWithinZeroToOne(SampleFixtures samples) {
        CalibrationCurve curve = CalibrationCurve.of(samples.labels(), samples.probabilities(), 15);
        assertThat(Arrays.stream(curve.count()).sum()).isEqualTo(samples.labels().length);
        assertThat(curve.expectedCalibrationError()).isBetween(0.0, 1.0);
    }
}
