package dev.sulcus.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperatingPointResultTest {
    /** 19 of 20 tumours found, 40 of 50 others spared. */
    private static final Proportion SENSITIVITY = Proportion.of(19, 20);

    private static final Proportion SPECIFICITY = Proportion.of(40, 50);

    @Test
    void shouldFollowBayes() {
        PrevalenceResult at = PrevalenceResult.of(SENSITIVITY, SPECIFICITY, 0.05);
        assertThat(at.positivePredictiveValue()).isCloseTo(0.95 * 0.05 / (0.95 * 0.05 + 0.2 * 0.95), within(1e-15));
        assertThat(at.negativePredictiveValue()).isCloseTo(0.8 * 0.95 / (0.8 * 0.95 + 0.05 * 0.05), within(1e-15));
    }

    @Test
    void shouldCountErrorsPerThousand() {
        PrevalenceResult at = PrevalenceResult.of(SENSITIVITY, SPECIFICITY, 0.05);
        assertThat(at.missedPerThousand()).isCloseTo(2.5, within(1e-12));
        assertThat(at.falseAlarmsPerThousand()).isCloseTo(190, within(1e-12));
        assertThat(at.flaggedPerThousand()).isCloseTo(237.5, within(1e-12));
        assertThat(at.missedPerThousandInterval().low())
                .isCloseTo(50 * (1 - SENSITIVITY.exact().high()), within(1e-12));
        assertThat(at.falseAlarmsPerThousandInterval().high())
                .isCloseTo(950 * (1 - SPECIFICITY.exact().low()), within(1e-12));
    }

    @Test
    void shouldSpanTheBoxOfBothIntervals() {
        // scipy: Bayes' rule at the ends of the two Clopper–Pearson intervals with alpha 0.025.
        PrevalenceResult at = PrevalenceResult.of(SENSITIVITY, SPECIFICITY, 0.05);
        assertThat(at.positivePredictiveValueInterval().low()).isCloseTo(0.09608992800663747, within(1e-10));
        assertThat(at.positivePredictiveValueInterval().high()).isCloseTo(0.36891329635814846, within(1e-10));
        assertThat(at.negativePredictiveValueInterval().low()).isCloseTo(0.9776541440458626, within(1e-10));
        assertThat(at.negativePredictiveValueInterval().high()).isCloseTo(0.9999636377361175, within(1e-10));
    }

    @Test
    void shouldGiveTheShareOfTheSamplesBackAtTheirOwnPrevalence() {
        Samples samples = SampleFixtures.formula(37, 30).calledAt(0.45);
        double prevalence = 50 / 101.0;
        OperatingPointResult result = OperatingPointResult.of(samples, ThresholdConfig.HALF, 0.45, List.of(prevalence));
        assertThat(result.prevalences().get(0).positivePredictiveValue())
                .isCloseTo(samples.confusion().precision(), within(1e-12));
        assertThat(result.prevalences().get(0).negativePredictiveValue())
                .isCloseTo(samples.confusion().negativePredictiveValue(), within(1e-12));
    }

    @Test
    void shouldNotPromiseThatNothingIsMissed() {
        int[] labels = IntStream.range(0, 40).map(i -> i % 2).toArray();
        double[] perfect = IntStream.of(labels).asDoubleStream().toArray();
        PrevalenceResult at = OperatingPointResult.of(
                        Samples.at(0.5, labels, perfect), ThresholdConfig.HALF, 0.5, List.of(0.05))
                .prevalences()
                .get(0);
        assertThat(at.missedPerThousand()).isZero();
        assertThat(at.missedPerThousandInterval().high()).isGreaterThan(5);
        assertThat(at.negativePredictiveValueInterval().low()).isLessThan(1);
    }

    @Test
    void shouldRefuseAPrevalenceOutOfRange() {
        assertThatThrownBy(() -> PrevalenceResult.of(SENSITIVITY, SPECIFICITY, 5))
                .hasMessage("prevalence is 5.0; it must be between 0 and 1, such as 0.05");
    }
}
