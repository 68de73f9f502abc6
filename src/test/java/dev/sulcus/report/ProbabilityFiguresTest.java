package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.evaluation.Prediction;
import dev.sulcus.metrics.CalibrationCurve;
import dev.sulcus.metrics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbabilityFiguresTest {
    private final ProbabilityFigures figures = new ProbabilityFigures(MadeUpContent.metrics());

    @Test
    void shouldGiveWilsonsInterval() {
        // 31 of 31: 0.890 to 1.
        Interval all = ProbabilityFigures.wilson(1, 31);
        assertThat(all.low()).isCloseTo(0.8897, within(1e-4));
        assertThat(all.high()).isEqualTo(1, within(1e-12));
        // 5 of 10: 0.2366 to 0.7634.
        assertThat(ProbabilityFigures.wilson(0.5, 10).low()).isCloseTo(0.2366, within(1e-4));
        assertThat(ProbabilityFigures.wilson(0.5, 10).high()).isCloseTo(0.7634, within(1e-4));
    }

    @Test
    void shouldCountBothEndsOfTheProbabilityAndHangTheOthersDown() {
        Figure figure = figures.histogram(List.of(
                new Prediction("a", 1, 1.0, 1),
                new Prediction("b", 1, 0.95, 1),
                new Prediction("c", 0, 0.0, 0),
                new Prediction("d", 0, Double.NaN, 0)));
        assertThat(figure.chart().series().get(0).points().get(19).y()).isEqualTo(2);
        assertThat(figure.chart().series().get(1).points().get(0).y()).isEqualTo(-1);
        assertThat(figure.table().rows().get(0)).containsExactly("0.00–0.05", "0", "1");
    }

    @Test
    void shouldLeaveEmptyCalibrationBinsOut() {
        var curve =
                new CalibrationCurve(new double[] {0.1, Double.NaN}, new double[] {0.5, Double.NaN}, new int[] {4, 0});
        Figure figure = figures.calibration(curve);
        assertThat(figure.chart().series().get(0).points()).hasSize(1);
        assertThat(figure.table().rows()).containsExactly(List.of("0.100", "0.500", "0.150–0.850", "4"));
    }
}
