package dev.sulcus.metrics;

import static dev.sulcus.metrics.SampleFixtures.labels;
import static dev.sulcus.metrics.SampleFixtures.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfusionTest {
    /** 10 negatives, of which 2 are called positive; 5 positives, of which 1 is missed. */
    private static final Confusion BY_HAND = new Confusion(8, 2, 1, 4);

    @Test
    void shouldCallAScoreEqualToTheThresholdPositive() {
        assertThat(Confusion.of(labels(0, 0, 1, 1), scores(0.4, 0.5, 0.5, 0.4), 0.5))
                .isEqualTo(new Confusion(1, 1, 1, 1));
    }

    @Test
    void shouldGiveTheRatiosOfATableDoneByHand() {
        assertThat(BY_HAND.accuracy()).isEqualTo(12 / 15.0);
        assertThat(BY_HAND.sensitivity()).isEqualTo(4 / 5.0);
        assertThat(BY_HAND.specificity()).isEqualTo(8 / 10.0);
        assertThat(BY_HAND.precision()).isEqualTo(4 / 6.0);
        assertThat(BY_HAND.negativePredictiveValue()).isEqualTo(8 / 9.0);
        assertThat(BY_HAND.balancedAccuracy()).isEqualTo(0.8);
    }

    @Test
    void shouldGiveTheScoresOfEachClass() {
        assertThat(BY_HAND.positive()).isEqualTo(new ClassScores(4 / 6.0, 4 / 5.0, 8 / 11.0, 5));
        assertThat(BY_HAND.negative()).isEqualTo(new ClassScores(8 / 9.0, 8 / 10.0, 16 / 19.0, 10));
    }

    @Test
    void shouldGiveTheAgreementsOfATableDoneByHand() {
        // mcc: (4·8 - 2·1) / sqrt(6·5·10·9); kappa: chance is (6·5 + 9·10) / 225.
        assertThat(BY_HAND.mcc()).isCloseTo(30 / Math.sqrt(2700), within(1e-15));
        assertThat(BY_HAND.cohenKappa()).isCloseTo((12 / 15.0 - 120 / 225.0) / (1 - 120 / 225.0), within(1e-15));
    }

    @Test
    void shouldBeUndefinedWhereADenominatorIsZero() {
        var onlyNegatives = new Confusion(3, 0, 0, 0);
        assertThat(onlyNegatives.accuracy()).isEqualTo(1);
        assertThat(onlyNegatives.specificity()).isEqualTo(1);
        assertThat(onlyNegatives.sensitivity()).isNaN();
        assertThat(onlyNegatives.precision()).isNaN();
        assertThat(onlyNegatives.balancedAccuracy()).isNaN();
        assertThat(onlyNegatives.mcc()).isNaN();
        assertThat(onlyNegatives.cohenKappa()).isNaN();
        assertThat(onlyNegatives.positive().f1()).isNaN();
    }

    @Test
    void shouldNotOverflowOnLargeCounts() {
        int many = 500_000_000;
        assertThat(new Confusion(many, 0, 0, many).mcc()).isCloseTo(1, within(1e-12));
        assertThat(new Confusion(many, 0, 0, many).cohenKappa()).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("dev.sulcus.metrics.SampleFixtures#random")
    void shouldCountEverySampleOnce(SampleFixtures samples) {
        Confusion confusion = Confusion.of(samples.labels(), samples.probabilities(), 0.5);
        assertThat(confusion.total()).isEqualTo(samples.labels().length);
        assertThat(confusion.positive().support() + confusion.negative().support())
                .isEqualTo(samples.labels().length);
    }

    @Test
    void shouldRefuseLabelsThatAreNeither() {
        assertThatThrownBy(() -> Confusion.of(labels(0, 2), scores(0.1, 0.2), 0.5))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("label 1 is 2")
                .extracting(fault -> ((Fault) fault).kind())
                .isEqualTo(FaultKind.BUG);
    }

    @Test
    void shouldRefuseLengthsThatDiffer() {
        assertThatThrownBy(() -> Confusion.of(labels(0), scores(0.1, 0.2), 0.5))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("1 labels but 2 scores");
    }
}
