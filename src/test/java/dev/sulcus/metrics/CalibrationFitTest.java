package dev.sulcus.metrics;

import static dev.sulcus.metrics.SampleFixtures.alone;
import static dev.sulcus.metrics.SampleFixtures.formula;
import static dev.sulcus.metrics.SampleFixtures.labels;
import static dev.sulcus.metrics.SampleFixtures.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationFitTest {
    @Test
    void shouldEqualAnUnpenalisedLogisticRegression() {
        // scikit-learn's LogisticRegression(C=inf) on logit(p); standard errors by H⁻¹ · Σ s·sᵀ · H⁻¹ in NumPy.
        CalibrationFit fit = CalibrationFit.of(alone(formula(37, 30)));
        assertThat(fit.slope()).isCloseTo(1.84022508, within(1e-8));
        assertThat(fit.intercept()).isCloseTo(0.33879404, within(1e-8));
        assertThat(fit.slopeInterval().high() - fit.slope()).isCloseTo(DeLong.Z95 * 0.38938165, within(1e-7));
        assertThat(fit.interceptInterval().high() - fit.intercept()).isCloseTo(DeLong.Z95 * 0.23482963, within(1e-7));
        assertThat(fit.inTheLarge()).isCloseTo(0.1787508534960185, within(1e-10));
    }

    @Test
    void shouldSumScoresWithinGroups() {
        CalibrationFit fit = CalibrationFit.of(formula(37, 30));
        assertThat(fit.slopeInterval().high() - fit.slope()).isCloseTo(DeLong.Z95 * 0.41736106, within(1e-7));
        assertThat(fit.interceptInterval().high() - fit.intercept()).isCloseTo(DeLong.Z95 * 0.16687421, within(1e-7));
    }

    @Test
    void shouldFindTheLineThatLabelsWereDrawnFrom() {
        var random = new SplittableRandom(3);
        double[] promised = random.doubles(20_000, 0.02, 0.98).toArray();
        int[] labels = IntStream.range(0, promised.length)
                .map(i -> {
                    double logit = Math.log(promised[i] / (1 - promised[i]));
                    return random.nextDouble() < DeLong.sigmoid(0.4 + 0.5 * logit) ? 1 : 0;
                })
                .toArray();
        CalibrationFit fit = CalibrationFit.of(Samples.at(0.5, labels, promised));
        assertThat(fit.slopeInterval().contains(0.5)).isTrue();
        assertThat(fit.interceptInterval().contains(0.4)).isTrue();
        assertThat(fit.slopeInterval().high() - fit.slopeInterval().low()).isLessThan(0.1);
    }

    @Test
    void shouldBeUndefinedWhereNoFiniteLineFits() {
        assertUndefined(labels(0, 0, 1, 1), scores(0.1, 0.2, 0.7, 0.9));
        assertUndefined(labels(1, 1, 0, 0), scores(0.1, 0.2, 0.7, 0.9));
        assertUndefined(labels(0, 0, 1, 1), scores(0.1, 0.5, 0.5, 0.9));
        assertUndefined(labels(0, 1, 0, 1), scores(0.5, 0.5, 0.5, 0.5));
        assertUndefined(labels(1, 1), scores(0.5, 0.6));
        assertUndefined(labels(), scores());
    }

    @Test
    void shouldSettleOnCertainMistakes() {
        CalibrationFit fit =
                CalibrationFit.of(Samples.at(0.5, labels(0, 1, 0, 1, 0, 1, 0, 1), scores(0, 1, 0, 1, 1, 0, 0, 1)));
        // Clipped probabilities take two values: odds 3 to 1 either way.
        double logit = Math.log((1 - 1e-7) / 1e-7);
        assertThat(fit.slope()).isCloseTo(Math.log(3) / logit, within(1e-9));
        assertThat(fit.intercept()).isCloseTo(0, within(1e-9));
    }

    private static void assertUndefined(int[] labels, double[] probabilities) {
        assertThat(CalibrationFit.of(Samples.at(0.5, labels, probabilities))).isEqualTo(CalibrationFit.UNDEFINED);
    }
}
