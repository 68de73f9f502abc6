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

class RankStatisticsTest {
    @Test
    void shouldCountTiedPairsHalf() {
        // Pairs: (0.8, 0.5) and (0.8, 0.2) won, (0.5, 0.5) tied, (0.5, 0.2) won.
        assertThat(RankStatistics.rocAuc(labels(1, 1, 0, 0), scores(0.8, 0.5, 0.5, 0.2)))
                .isEqualTo(3.5 / 4);
    }

    @Test
    void shouldBeOneHalfWhenAllScoresAreEqual() {
        assertThat(RankStatistics.rocAuc(labels(1, 0, 0), scores(0.3, 0.3, 0.3)))
                .isEqualTo(0.5);
    }

    @Test
    void shouldTakeMinusZeroForZero() {
        assertThat(RankStatistics.rocAuc(labels(1, 0), scores(0.0, -0.0))).isEqualTo(0.5);
    }

    @Test
    void shouldTakeInfiniteScores() {
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(RankStatistics.rocAuc(labels(1, 0, 0), scores(infinity, 0, -infinity)))
                .isEqualTo(1);
    }

    @Test
    void shouldBeUndefinedWithOneClassOrNone() {
        assertThat(RankStatistics.rocAuc(labels(1, 1), scores(0.1, 0.9))).isNaN();
        assertThat(RankStatistics.rocAuc(labels(0, 0), scores(0.1, 0.9))).isNaN();
        assertThat(RankStatistics.rocAuc(labels(), scores())).isNaN();
    }

    @Test
    void shouldSumRecallStepsTimesPrecision() {
        // Thresholds 0.9: recall 1/2, precision 1; 0.7: 1/2, 1/2; 0.6: 1, 2/3.
        assertThat(RankStatistics.averagePrecision(labels(1, 0, 1), scores(0.9, 0.7, 0.6)))
                .isCloseTo(0.5 + 0.5 * 2 / 3, within(1e-15));
    }

    @Test
    void shouldGiveNoAveragePrecisionWithoutPositives() {
        assertThat(RankStatistics.averagePrecision(labels(0, 0), scores(0.1, 0.9)))
                .isNaN();
        assertThat(RankStatistics.averagePrecision(labels(), scores())).isNaN();
    }

    @Test
    void shouldTakeTheMostSpecificThresholdThatIsSensitiveEnough() {
        int[] labels = labels(1, 0, 1, 0, 0);
        double[] scores = scores(0.9, 0.8, 0.7, 0.6, 0.5);
        assertThat(RankStatistics.specificityAtSensitivity(labels, scores, 0.5)).isEqualTo(1);
        assertThat(RankStatistics.specificityAtSensitivity(labels, scores, 0.95))
                .isCloseTo(2 / 3.0, within(1e-15));
    }

    @Test
    void shouldReachExactly95PercentWith19Of20() {
        int[] labels = new int[21];
        Arrays.fill(labels, 0, 19, 1);
        labels[20] = 1;
        double[] scores = new double[21];
        Arrays.setAll(scores, i -> 1 - i / 21.0);
        // 19 positives, then the one negative, then the last positive.
        assertThat(RankStatistics.specificityAtSensitivity(labels, scores, 0.95))
                .isEqualTo(1);
    }

    @Test
    void shouldGiveNoSpecificityWithOneClass() {
        assertThat(RankStatistics.specificityAtSensitivity(labels(1, 1), scores(0.1, 0.9), 0.95))
                .isNaN();
        assertThat(RankStatistics.specificityAtSensitivity(labels(0, 0), scores(0.1, 0.9), 0.95))
                .isNaN();
    }

    @Test
    void shouldRefuseScoresThatAreNotNumbers() {
        assertThatThrownBy(() -> RankStatistics.rocAuc(labels(0, 1), scores(0.1, Double.NaN)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("score 1 is NaN");
    }

    @ParameterizedTest
    @MethodSource("dev.sulcus.metrics.SampleFixtures#random")
    void shouldEqualTheCountOverAllPairs(SampleFixtures samples) {
        double won = 0;
        int pairs = 0;
        for (int p = 0; p < samples.labels().length; p++) {
            for (int n = 0; n < samples.labels().length; n++) {
                if (samples.labels()[p] == 1 && samples.labels()[n] == 0) {
                    won += (1 + Math.signum(samples.probabilities()[p] - samples.probabilities()[n])) / 2;
                    pairs++;
                }
            }
        }
        assertThat(RankStatistics.rocAuc(samples.labels(), samples.probabilities()))
                .isEqualTo(won / pairs);
    }

    @ParameterizedTest
    @MethodSource("dev.sulcus.metrics.SampleFixtures#random")
    void shouldNotChangeUnderARisingTransform(SampleFixtures samples) {
        double[] transformed = Arrays.stream(samples.probabilities())
                .map(p -> Math.expm1(3 * p))
                .toArray();
        assertThat(RankStatistics.rocAuc(samples.labels(), transformed))
                .isEqualTo(RankStatistics.rocAuc(samples.labels(), samples.probabilities()));
        assertThat(RankStatistics.averagePrecision(samples.labels(), transformed))
                .isEqualTo(RankStatistics.averagePrecision(samples.labels(), samples.probabilities()));
    }

    @ParameterizedTest
    @MethodSource("dev.sulcus.metrics.SampleFixtures#random")
    void shouldTurnRoundWithTheScores(SampleFixtures samples) {
        assertThat(RankStatistics.rocAuc(samples.labels(), samples.complement()))
                .isCloseTo(1 - RankStatistics.rocAuc(samples.labels(), samples.probabilities()), within(1e-15));
    }
}
