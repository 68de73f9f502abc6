package dev.sulcus.metrics;

import static dev.sulcus.metrics.SampleFixtures.alone;
import static dev.sulcus.metrics.SampleFixtures.formula;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.fault.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
    private static final List<Figure> FIGURES = List.of(Figure.ACCURACY, Figure.ROC_AUC);

    @Test
    void shouldSubtractTheSecondModel() {
        PairedDifference auc = difference(formula(37, 30), formula(53, 20)).get(1);
        assertThat(auc.figure()).isEqualTo(Figure.ROC_AUC);
        assertThat(auc.difference()).isCloseTo(-0.03137254901960784, within(1e-15));
        assertThat(auc.interval().contains(auc.difference())).isTrue();
    }

    @Test
    void shouldAgreeWithDeLongOnTheWidth() {
        Interval bootstrap = difference(alone(formula(37, 30)), alone(formula(53, 20)))
                .get(1)
                .interval();
        Interval normal =
                DeLong.compare(alone(formula(37, 30)), alone(formula(53, 20))).interval();
        assertThat(bootstrap.low()).isCloseTo(normal.low(), within(0.015));
        assertThat(bootstrap.high()).isCloseTo(normal.high(), within(0.015));
    }

    @Test
    void shouldBeNarrowerThanTwoModelsThatErrAlone() {
        // A model and itself with one scan called otherwise: they err together, so the difference is nearly known.
        Samples model = alone(formula(37, 30));
        boolean[] called = model.called().clone();
        called[0] = !called[0];
        Samples nearly = new Samples(model.labels(), model.probabilities(), called, model.groupOf());
        Interval interval = difference(model, nearly).get(0).interval();
        assertThat(interval.high() - interval.low()).isLessThan(0.05);
    }

    @Test
    void shouldBeNothingForOneModel() {
        assertThat(difference(formula(37, 30), formula(37, 30)))
                .allMatch(difference -> difference.interval().equals(new Interval(0, 0)));
    }

    @Test
    void shouldRefuseOtherScans() {
        assertThatThrownBy(() -> difference(formula(37, 30), alone(formula(37, 30))))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("not judged on the same scans");
    }

    private static List<PairedDifference> difference(Samples first, Samples second) {
        return PairedDifference.of(first, second, FIGURES, BootstrapConfig.DEFAULT);
    }
}
