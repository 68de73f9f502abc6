package dev.sulcus.metrics;

import static dev.sulcus.metrics.SampleFixtures.labels;
import static dev.sulcus.metrics.SampleFixtures.scores;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrecisionRecallCurveTest {
    @Test
    void shouldHaveOnePointPerDistinctScore() {
        PrecisionRecallCurve curve = PrecisionRecallCurve.of(labels(1, 1, 0, 0), scores(0.8, 0.5, 0.5, 0.2));
        assertThat(curve.threshold()).containsExactly(0.8, 0.5, 0.2);
        assertThat(curve.recall()).containsExactly(0.5, 1, 1);
        assertThat(curve.precision()).containsExactly(1, 2 / 3.0, 0.5);
    }

    @Test
    void shouldLeaveRecallUndefinedWithoutPositives() {
        PrecisionRecallCurve curve = PrecisionRecallCurve.of(labels(0), scores(0.8));
        assertThat(curve.recall()).containsExactly(Double.NaN);
        assertThat(curve.precision()).containsExactly(0);
    }

    @Test
    void shouldBeEmptyWithoutSamples() {
        assertThat(PrecisionRecallCurve.of(labels(), scores()).threshold()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.sulcus.metrics.SampleFixtures#random")
    void shouldGiveTheRatiosOfTheCallsAtEachThreshold(SampleFixtures samples) {
        PrecisionRecallCurve curve = PrecisionRecallCurve.of(samples.labels(), samples.probabilities());
        for (int i = 0; i < curve.threshold().length; i++) {
            Confusion calls = Confusion.of(samples.labels(), samples.probabilities(), curve.threshold()[i]);
            assertThat(curve.recall()[i]).isEqualTo(calls.sensitivity());
            assertThat(curve.precision()[i]).isEqualTo(calls.precision());
        }
    }
}
