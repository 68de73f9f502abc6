package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.metrics.PrecisionRecallCurve;
import dev.sulcus.metrics.RocCurve;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveFiguresTest {
    private final CurveFigures figures = new CurveFigures(MadeUpContent.metrics());

    @Test
    void shouldKeepEveryPointOfASmallCurve() {
        RocCurve curve = MadeUpContent.roc();
        Figure figure = figures.roc(curve);
        assertThat(figure.chart().series().get(0).points()).hasSize(curve.threshold().length);
        assertThat(figure.table().rows().get(0)).containsExactly("∞", "0.000", "0.000");
    }

    @Test
    void shouldMarkTheThresholdInUse() {
        Chart.Point point = figures.roc(MadeUpContent.roc())
                .chart()
                .series()
                .get(2)
                .points()
                .get(0);
        assertThat(point.x()).isEqualTo(1 - 0.8421052631578947);
        assertThat(point.y()).isEqualTo(0.9354838709677419);
    }

    @Test
    void shouldBeginPrecisionAtRecallZero() {
        var curve = new PrecisionRecallCurve(new double[] {0.5, 1}, new double[] {1, 0.75}, new double[] {0.9, 0.1});
        assertThat(figures.precisionRecall(curve).chart().series().get(0).points())
                .containsExactly(Chart.Point.of(0, 1), Chart.Point.of(0.5, 1), Chart.Point.of(1, 0.75));
    }

    @Test
    void shouldThinLongCurvesButKeepBothEnds() {
        double[] rising =
                IntStream.range(0, 100_000).mapToDouble(i -> i / 99_999.0).toArray();
        Figure figure = figures.roc(new RocCurve(rising, rising, rising));
        var points = figure.chart().series().get(0).points();
        assertThat(points).hasSize(600);
        assertThat(points.get(0).x()).isZero();
        assertThat(points.get(599).x()).isEqualTo(1);
        assertThat(figure.table().caption()).isEqualTo("ROC operating points (30 of 100,000)");
        assertThat(figure.table().rows()).hasSize(30);
    }

    @Test
    void shouldPickEachIndexOnceInOrder() {
        assertThat(CurveFigures.picked(7, 7)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(CurveFigures.picked(10, 4)).containsExactly(0, 3, 6, 9);
        assertThat(CurveFigures.picked(0, 4)).isEmpty();
    }
}
