package dev.sulcus.metrics;

import static dev.sulcus.metrics.SampleFixtures.alone;
import static dev.sulcus.metrics.SampleFixtures.formula;
import static dev.sulcus.metrics.SampleFixtures.labels;
import static dev.sulcus.metrics.SampleFixtures.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The constants come from twenty lines of NumPy that form the kernel matrix k = [x &gt; y] + ½[x = y] over all pairs:
 * var = var(row means)/m + var(column means)/n, and Obuchowski's sums over groups.
 */
class DeLongTest {
    private static final Samples FIRST = formula(37, 30);
    private static final Samples SECOND = formula(53, 20);

    @Test
    void shouldEqualTheKernelMatrix() {
        AucEstimate estimate = DeLong.auc(alone(FIRST));
        assertThat(estimate.auc()).isCloseTo(0.7223529411764706, within(1e-15));
        assertThat(estimate.variance()).isCloseTo(0.002458683959858453, within(1e-15));
        assertThat(estimate.interval().low()).isCloseTo(0.6157606525311649, within(1e-12));
        assertThat(estimate.interval().high()).isCloseTo(0.8085682230066356, within(1e-12));
    }

    @Test
    void shouldCompareTwoModelsAsTheKernelMatrixDoes() {
        AucDifference compared = DeLong.compare(alone(FIRST), alone(SECOND));
        assertThat(compared.difference()).isCloseTo(-0.03137254901960784, within(1e-15));
        assertThat(compared.variance()).isCloseTo(0.00439515517579581, within(1e-15));
        assertThat(compared.z()).isCloseTo(-0.4732195738303658, within(1e-12));
        assertThat(compared.p()).isCloseTo(0.6360565343908222, within(1e-12));
    }

    @Test
    void shouldSumWithinGroups() {
        assertThat(DeLong.auc(FIRST).variance()).isCloseTo(0.003663130464040637, within(1e-15));
        AucDifference compared = DeLong.compare(FIRST, SECOND);
        assertThat(compared.variance()).isCloseTo(0.008223861022114002, within(1e-15));
        assertThat(compared.p()).isCloseTo(0.7293811352325266, within(1e-12));
    }

    @Test
    void shouldGiveAHundredCopiesNoMoreWeightThanOne() {
        int[] labels = new int[400];
        double[] scores = new double[400];
        int[] groups = new int[400];
        int[] own = {0, 1, 0, 1};
        double[] score = {0.1, 0.4, 0.5, 0.9};
        for (int i = 0; i < 400; i++) {
            labels[i] = own[i % 4];
            scores[i] = score[i % 4];
            groups[i] = i % 4;
        }
        double once = DeLong.auc(Samples.at(0.5, own, score)).variance();
        assertThat(DeLong.auc(Samples.at(0.5, labels, scores).inGroups(groups)).variance())
                .isCloseTo(once, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("dev.sulcus.metrics.SampleFixtures#random")
    void shouldEqualTheAreaOfTheRanks(SampleFixtures random) {
        Samples samples = Samples.at(0.5, random.labels(), random.probabilities());
        assertThat(DeLong.auc(samples).auc()).isEqualTo(RocCurve.auc(random.labels(), random.probabilities()));
    }

    @Test
    void shouldTurnRoundWithTheModels() {
        AucDifference there = DeLong.compare(FIRST, SECOND);
        AucDifference back = DeLong.compare(SECOND, FIRST);
        assertThat(back.difference()).isEqualTo(-there.difference());
        assertThat(back.p()).isEqualTo(there.p());
    }

    @Test
    void shouldFindNoDifferenceOfAModelFromItself() {
        AucDifference same = DeLong.compare(FIRST, FIRST);
        assertThat(same.p()).isEqualTo(1);
        assertThat(same.interval()).isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void shouldClaimNoCertaintyForAPerfectArea() {
        AucEstimate perfect = DeLong.auc(Samples.at(0.5, labels(0, 0, 1, 1), scores(0.1, 0.2, 0.8, 0.9)));
        assertThat(perfect.auc()).isEqualTo(1);
        assertThat(perfect.interval()).isEqualTo(Interval.UNDEFINED);
    }

    @Test
    void shouldBeUndefinedWithoutTwoGroupsOfALabel() {
        assertThat(DeLong.auc(Samples.at(0.5, labels(0, 0, 1), scores(0.1, 0.7, 0.6)))
                        .variance())
                .isNaN();
        assertThat(DeLong.auc(Samples.at(0.5, labels(), scores())).variance()).isNaN();
        assertThat(DeLong.compare(
                                Samples.at(0.5, labels(1, 1), scores(0.1, 0.7)),
                                Samples.at(0.5, labels(1, 1), scores(0.1, 0.7)))
                        .p())
                .isNaN();
    }

    @Test
    void shouldRefuseOtherScans() {
        assertThatThrownBy(() -> DeLong.compare(FIRST, alone(SECOND)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("not judged on the same scans");
    }
}
