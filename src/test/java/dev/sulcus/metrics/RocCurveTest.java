package dev.sulcus.metrics;

import static dev.sulcus.metrics.SampleFixtures.labels;
import static dev.sulcus.metrics.SampleFixtures.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RocCurveTest {
    @Test
    void shouldHaveOnePointPerDistinctScore() {
        RocCurve curve = RocCurve.of(labels(1, 1, 0, 0), scores(0.8, 0.5, 0.5, 0.2));
        assertThat(curve.threshold()).containsExactly(Double.POSITIVE_INFINITY, 0.8, 0.5, 0.2);
        assertThat(curve.truePositiveRate()).containsExactly(0, 0.5, 1, 1);
        assertThat(curve.falsePositiveRate()).containsExactly(0, 0, 0.5, 1);
    }

    @Test
    void shouldLeaveTheRateOfAnAbsentClassUndefined() {
        RocCurve curve = RocCurve.of(labels(1), scores(0.8));
        assertThat(curve.truePositiveRate()).containsExactly(0, 1);
        assertThat(curve.falsePositiveRate()).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void shouldHaveOnePointWithoutSamples() {
        assertThat(RocCurve.of(labels(), scores()).threshold()).containsExactly(Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @MethodSource("dev.sulcus.metrics.SampleFixtures#random")
    void shouldHoldTheAreaThatAucGives(SampleFixtures samples) {
        RocCurve curve = RocCurve.of(samples.labels(), samples.probabilities());
        double area = 0;
        for (int i = 1; i < curve.threshold().length; i++) {
            double width = curve.falsePositiveRate()[i] - curve.falsePositiveRate()[i - 1];
            area += width * (curve.truePositiveRate()[i] + curve.truePositiveRate()[i - 1]) / 2;
        }
        assertThat(RocCurve.auc(samples.labels(), samples.probabilities())).isCloseTo(area, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("dev.sulcus.metrics.SampleFixtures#random")
    void shouldGiveTheRatesOfTheCallsAtEachThreshold(SampleFixtures samples) {
        RocCurve curve = RocCurve.of(samples.labels(), samples.probabilities());
        for (int i = 0; i < curve.threshold().length; i++) {
            Confusion calls = Confusion.of(samples.labels(), samples.probabilities(), curve.threshold()[i]);
            assertThat(curve.truePositiveRate()[i]).isEqualTo(calls.sensitivity());
            assertThat(1 - curve.falsePositiveRate()[i]).isCloseTo(calls.specificity(), within(1e-15));
        }
    }
}
