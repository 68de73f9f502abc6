package dev.sulcus.report;

import dev.sulcus.evaluation.ComparedModel;
import dev.sulcus.metrics.CalibrationCurve;
import dev.sulcus.metrics.RocCurve;
import dev.sulcus.report.Chart.Axis;
import dev.sulcus.report.Chart.Point;
import dev.sulcus.report.Chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All models in one chart: ROC curves, and promises against outcomes. Stateless, thread-safe. */
final class ComparisonFigures {
    private static final int MOST_POINTS = 400;

    /** As many kinds of lines as the script knows. */
    private static final int KINDS = 6;

    private ComparisonFigures() {}

    static List<Figure> all(ComparisonContent content) {
        return List.of(roc(content), calibration(content));
    }

    private static Figure roc(ComparisonContent content) {
        var series = new ArrayList<Series>();
        for (int i = 0; i < content.models().size(); i++) {
            RocCurve curve = content.models().get(i).roc();
            List<Point> points = CurveFigures.picked(curve.threshold().length, MOST_POINTS)
                    .mapToObj(at -> Point.of(curve.falsePositiveRate()[at], curve.truePositiveRate()[at]))
                    .toList();
            series.add(new Series(content.models().get(i).name(), "curve-" + i % KINDS, points));
        }
        series.add(chance());
        String areas = content.half().models().stream()
                .map(model ->
                        model.name() + " " + NumberText.ratio(model.metrics().rocAuc()) + " ("
                                + NumberText.interval(IntervalShown.rocAuc(model.metrics())) + ")")
                .collect(Collectors.joining(", "));
        String summary =
                "Share of tumours found against share of false alarms, over all thresholds; up and to the left is"
                        + " better. Area with its 95 % interval: " + areas + "; chance is 0.5.";
        var chart = new Chart(
                "scatter",
                Axis.unit("false-positive rate (1 − specificity)"),
                Axis.unit("sensitivity"),
                List.of(),
                series,
                List.of());
        return new Figure("roc", "ROC curves", summary, chart, sensitivityTable(content));
    }

    /** What a reader takes from a ROC curve: the sensitivity that a given share of false alarms buys. */
    private static Figure.Table sensitivityTable(ComparisonContent content) {
        var rows = new ArrayList<List<String>>();
        for (double rate : new double[] {0.05, 0.1, 0.2, 0.3, 0.5}) {
            var row = new ArrayList<String>(List.of(NumberText.percent(rate)));
            content.models().forEach(model -> row.add(NumberText.ratio(sensitivityAt(model.roc(), rate))));
            rows.add(row);
        }
        return new Figure.Table(
                "Sensitivity reached while false alarms stay within the first column",
                header(content, "False alarms"),
                rows);
    }

    private static double sensitivityAt(RocCurve curve, double rate) {
        return IntStream.range(0, curve.threshold().length)
                .filter(i -> curve.falsePositiveRate()[i] <= rate)
                .mapToDouble(i -> curve.truePositiveRate()[i])
                .max()
                .orElse(Double.NaN);
    }

    private static Figure calibration(ComparisonContent content) {
        var series = new ArrayList<Series>();
        for (int i = 0; i < content.models().size(); i++) {
            CalibrationCurve curve = content.models().get(i).calibration();
            List<Point> points = IntStream.range(0, curve.count().length)
                    .filter(bin -> curve.count()[bin] > 0)
                    .mapToObj(bin -> new Point(
                            curve.meanProbability()[bin],
                            curve.observedFraction()[bin],
                            Double.NaN,
                            Double.NaN,
                            curve.count()[bin]))
                    .toList();
            series.add(new Series(content.models().get(i).name(), "promise-" + i % KINDS, points));
        }
        series.add(chance("Perfect"));
        String errors = content.half().models().stream()
                .map(model ->
                        model.name() + " " + NumberText.ratio(model.metrics().expectedCalibrationError()))
                .collect(Collectors.joining(", "));
        String summary =
                "What the probabilities promise against what happened: above the line there are more tumours than"
                        + " promised. Mean gap (expected calibration error, 0 is best): " + errors
                        + ". Points of few scans jump about; touch one to see how many.";
        var chart = new Chart(
                "scatter",
                Axis.unit("promised probability"),
                Axis.unit("share of tumours"),
                List.of(),
                series,
                List.of());
        return new Figure("calibration", "Calibration", summary, chart, calibrationTable(content));
    }

    private static Figure.Table calibrationTable(ComparisonContent content) {
        List<List<String>> rows = content.half().models().stream()
                .map(ComparisonFigures::calibrationRow)
                .toList();
        return new Figure.Table(
                "Calibration",
                List.of("Model", "Expected calibration error", "Brier score", "Slope", "Intercept"),
                rows);
    }

    private static List<String> calibrationRow(ComparedModel model) {
        return List.of(
                model.name(),
                NumberText.ratio(model.metrics().expectedCalibrationError()),
                NumberText.ratio(model.metrics().brier()),
                NumberText.ratio(model.calibration().slope()),
                NumberText.ratio(model.calibration().intercept()));
    }

    private static List<String> header(ComparisonContent content, String first) {
        var header = new ArrayList<>(List.of(first));
        content.models().forEach(model -> header.add(model.name()));
        return header;
    }

    private static Series chance() {
        return chance("Chance");
    }

    private static Series chance(String name) {
        return new Series(name, "chance", List.of(Point.of(0, 0), Point.of(1, 1)));
    }
}
