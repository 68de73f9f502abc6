package dev.sulcus.report;

import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.PrecisionRecallCurve;
import dev.sulcus.metrics.RocCurve;
import dev.sulcus.report.Chart.Axis;
import dev.sulcus.report.Chart.Point;
import dev.sulcus.report.Chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What a model could do at every threshold: ROC and precision–recall. Thread-safe. */
final class CurveFigures {
    private static final int MOST_POINTS = 600;
    private static final int MOST_ROWS = 30;

    private final BinaryMetrics metrics;
    private final BinaryMetrics chosen;

    CurveFigures(BinaryMetrics metrics) {
        this(metrics, null);
    }

    /** Also marks where the calls of {@code chosen} stand, which were made at several thresholds; null for none. */
    CurveFigures(BinaryMetrics metrics, BinaryMetrics chosen) {
        this.metrics = metrics;
        this.chosen = chosen;
    }

    /** Sensitivity against false alarms, with the diagonal of chance and the point in use. */
    Figure roc(RocCurve curve) {
        double falseAlarms = 1 - metrics.specificity();
        var series = new ArrayList<>(List.of(
                series("Model", "curve", curve.falsePositiveRate(), curve.truePositiveRate(), List.of()),
                new Series("Chance", "chance", List.of(Point.of(0, 0), Point.of(1, 1))),
                operatingPoint(falseAlarms, metrics.sensitivity())));
        if (chosen != null) {
            series.add(chosenPoint(1 - chosen.specificity(), chosen.sensitivity()));
        }
        String summary = "Area " + NumberText.ratio(metrics.rocAuc()) + ", 95 % interval "
                + NumberText.interval(metrics.intervals().rocAuc()) + "; chance is 0.5. At threshold "
                + NumberText.number(metrics.threshold()) + " sensitivity is "
                + NumberText.ratio(metrics.sensitivity()) + " and the false-positive rate "
                + NumberText.ratio(falseAlarms) + ".";
        var chart = new Chart(
                "line",
                Axis.unit("false-positive rate (1 − specificity)"),
                Axis.unit("sensitivity"),
                List.of(),
                series,
                List.of());
        var table = table(
                "ROC operating points",
                List.of("Threshold", "False-positive rate", "Sensitivity"),
                curve.threshold(),
                curve.falsePositiveRate(),
                curve.truePositiveRate());
        return new Figure("roc", "ROC curve", summary, chart, table);
    }

    /** Precision against sensitivity, with the share of tumours as chance and the point in use. */
    Figure precisionRecall(PrecisionRecallCurve curve) {
        double prevalence = (double) metrics.positive().support() / metrics.count();
        List<Point> start = curve.precision().length == 0 ? List.of() : List.of(Point.of(0, curve.precision()[0]));
        var series = new ArrayList<>(List.of(
                series("Model", "stepped", curve.recall(), curve.precision(), start),
                new Series("Chance", "chance", List.of(Point.of(0, prevalence), Point.of(1, prevalence))),
                operatingPoint(metrics.sensitivity(), metrics.positive().precision())));
        if (chosen != null) {
            series.add(chosenPoint(chosen.sensitivity(), chosen.positive().precision()));
        }
        String summary = "Average precision " + NumberText.ratio(metrics.averagePrecision())
                + "; calling everything a tumour has precision " + NumberText.ratio(prevalence) + ". At threshold "
                + NumberText.number(metrics.threshold()) + " precision is "
                + NumberText.ratio(metrics.positive().precision()) + " and sensitivity "
                + NumberText.ratio(metrics.sensitivity()) + ".";
        var chart = new Chart(
                "line", Axis.unit("sensitivity (recall)"), Axis.unit("precision"), List.of(), series, List.of());
        var table = table(
                "Precision–recall operating points",
                List.of("Threshold", "Sensitivity", "Precision"),
                curve.threshold(),
                curve.recall(),
                curve.precision());
        return new Figure("precision-recall", "Precision–recall curve", summary, chart, table);
    }

    private Series operatingPoint(double x, double y) {
        String name = "Threshold " + NumberText.number(metrics.threshold());
        return new Series(name, "point", List.of(Point.of(x, y)));
    }

    /** Off the curve where the folds' thresholds differ. */
    private static Series chosenPoint(double x, double y) {
        return new Series("Folds’ thresholds", "chosen", List.of(Point.of(x, y)));
    }

    private static Series series(String name, String role, double[] x, double[] y, List<Point> start) {
        var points = new ArrayList<Point>(start);
        picked(x.length, MOST_POINTS).forEach(i -> points.add(Point.of(x[i], y[i])));
        return new Series(name, role, points);
    }

    private static Figure.Table table(String caption, List<String> header, double[]... columns) {
        int length = columns[0].length;
        List<List<String>> rows = picked(length, MOST_ROWS)
                .mapToObj(i -> Arrays.stream(columns)
                        .map(column -> NumberText.ratio(column[i]))
                        .toList())
                .toList();
        String note = length > MOST_ROWS ? " (" + MOST_ROWS + " of " + NumberText.count(length) + ")" : "";
        return new Figure.Table(caption + note, header, rows);
    }

    /** At most {@code most} of the indices below {@code length}, evenly apart, first and last among them. */
    static IntStream picked(int length, int most) {
        return length <= most
                ? IntStream.range(0, length)
                : IntStream.range(0, most).map(i -> (int) ((long) i * (length - 1) / (most - 1)));
    }
}
