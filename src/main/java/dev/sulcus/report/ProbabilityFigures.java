package dev.sulcus.report;

import dev.sulcus.evaluation.Prediction;
import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.CalibrationCurve;
import dev.sulcus.metrics.Interval;
import dev.sulcus.report.Chart.Axis;
import dev.sulcus.report.Chart.Mark;
import dev.sulcus.report.Chart.Point;
import dev.sulcus.report.Chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What the probabilities are worth: calibration, and how they are spread under each label. Thread-safe. */
final class ProbabilityFigures {
    private static final int BINS = 20;
    // The 97.5 % point of the standard normal distribution.
    private static final double Z = 1.959963984540054;

    private final BinaryMetrics metrics;

    ProbabilityFigures(BinaryMetrics metrics) {
        this.metrics = metrics;
    }

    /** Share of tumours against promised probability, with an interval and a count for each bin. */
    Figure calibration(CalibrationCurve curve) {
        var points = new ArrayList<Point>();
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < curve.count().length; i++) {
            int count = curve.count()[i];
            if (count > 0) {
                double observed = curve.observedFraction()[i];
                Interval interval = wilson(observed, count);
                points.add(new Point(curve.meanProbability()[i], observed, interval.low(), interval.high(), count));
                rows.add(List.of(
                        NumberText.ratio(curve.meanProbability()[i]),
                        NumberText.ratio(observed),
                        NumberText.interval(interval),
                        NumberText.count(count)));
            }
        }
        var series = List.of(
                new Series("Observed, 95 % interval", "observed", points),
                new Series("Perfect", "chance", List.of(Point.of(0, 0), Point.of(1, 1))));
        String summary = "Expected calibration error " + NumberText.ratio(metrics.expectedCalibrationError())
                + ", Brier score " + NumberText.ratio(metrics.brier())
                + " (0 is perfect for both). Numbers beside the points count scans; a point above the line means more"
                + " tumours than promised.";
        var chart = new Chart(
                "scatter",
                Axis.unit("promised probability"),
                Axis.unit("share of tumours"),
                List.of(),
                series,
                List.of());
        var header = List.of("Mean probability", "Share of tumours", "95 % interval", "Scans");
        var table = new Figure.Table("Calibration by probability bin", header, rows);
        return new Figure("calibration", "Calibration", summary, chart, table);
    }

    /** Tumours upward, the others downward, over twenty bins of the probability, with the threshold. */
    Figure histogram(List<Prediction> predictions) {
        int[] tumours = counts(predictions, 1);
        int[] others = counts(predictions, 0);
        var series = List.of(
                new Series("Tumour", "tumour", bars(tumours, 1)), new Series("No tumour", "none", bars(others, -1)));
        List<String> labels =
                IntStream.range(0, BINS).mapToObj(ProbabilityFigures::binName).toList();
        var chart = new Chart(
                "bars",
                Axis.free("probability of tumour", "linear"),
                Axis.free("scans", "magnitude"),
                labels,
                series,
                List.of(new Mark(metrics.threshold() * BINS - 0.5, "threshold")));
        String summary = NumberText.plural(metrics.positive().support(), "tumour", "tumours") + " upward, "
                + NumberText.plural(metrics.negative().support(), "scan", "scans")
                + " without downward. A good model keeps the two at opposite ends.";
        return new Figure(
                "histogram", "Probabilities by label", summary, chart, histogramTable(labels, tumours, others));
    }

    /**
     * The 95 % score interval of a share of {@code count} samples; Wilson, Probable inference, the law of succession,
     * and statistical inference, J. Am. Stat. Assoc. 22 (1927).
     */
    static Interval wilson(double share, int count) {
        double squared = Z * Z;
        double middle = (share + squared / (2 * count)) / (1 + squared / count);
        double half =
                Z / (1 + squared / count) * Math.sqrt(share * (1 - share) / count + squared / (4.0 * count * count));
        return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }

    private static int[] counts(List<Prediction> predictions, int label) {
        int[] counts = new int[BINS];
        predictions.stream()
                .filter(prediction -> prediction.label() == label && !Double.isNaN(prediction.probability()))
                .forEach(prediction -> counts[Math.min(BINS - 1, (int) (prediction.probability() * BINS))]++);
        return counts;
    }

    private static List<Point> bars(int[] counts, int direction) {
        return IntStream.range(0, BINS)
                .mapToObj(i -> Point.of(i, direction * counts[i]))
                .toList();
    }

    private static Figure.Table histogramTable(List<String> labels, int[] tumours, int[] others) {
        List<List<String>> rows = IntStream.range(0, BINS)
                .mapToObj(i -> List.of(labels.get(i), NumberText.count(tumours[i]), NumberText.count(others[i])))
                .toList();
        return new Figure.Table("Scans by probability of tumour", List.of("Probability", "Tumour", "No tumour"), rows);
    }

    private static String binName(int bin) {
        return String.format(Locale.ROOT, "%.2f–%.2f", (double) bin / BINS, (bin + 1.0) / BINS);
    }
}
