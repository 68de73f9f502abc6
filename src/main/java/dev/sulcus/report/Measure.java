package dev.sulcus.report;

import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.Interval;
import java.util.List;

/**
 * One line of the table of every figure.
 *
 * @param value as text
 * @param interval 95 % interval as text; empty for a figure that is reported without one
 * @param meaning what the figure says, in a few words
 */
record Measure(String name, String value, String interval, String meaning) {
    /** Every figure that isn't bound to one class. */
    static List<Measure> of(BinaryMetrics metrics) {
        return List.of(
                of("Sensitivity", metrics.sensitivity(), IntervalShown.sensitivity(metrics), "share of tumours found"),
                of(
                        "Specificity",
                        metrics.specificity(),
                        IntervalShown.specificity(metrics),
                        "share of the others cleared"),
                of(
                        "Specificity at 95 % sensitivity",
                        metrics.specificityAtSensitivity95(), "if the threshold were set to miss at most 1 in 20"),
                of("Accuracy", metrics.accuracy(), IntervalShown.accuracy(metrics), "share of right calls"),
                of("Balanced accuracy", metrics.balancedAccuracy(), "mean of sensitivity and specificity"),
                of(
                        "ROC AUC",
                        metrics.rocAuc(),
                        IntervalShown.rocAuc(metrics),
                        "chance that a tumour scores above another scan"),
                of("Average precision", metrics.averagePrecision(), "area under the precision–recall curve"),
                of("Matthews correlation", metrics.mcc(), "−1 to 1; 0 is chance"),
                of("Cohen’s kappa", metrics.cohenKappa(), "agreement beyond chance"),
                of("Brier score", metrics.brier(), "mean squared error of the probability; 0 is best"),
                of("Log loss", metrics.logLoss(), "0 is best; 0.693 is a coin"),
                of(
                        "Expected calibration error",
                        metrics.expectedCalibrationError(),
                        "mean gap of promise and outcome; 0 is best"));
    }

    private static Measure of(String name, double value, String meaning) {
        return new Measure(name, NumberText.ratio(value), "", meaning);
    }

    private static Measure of(String name, double value, Interval interval, String meaning) {
        return new Measure(name, NumberText.ratio(value), NumberText.interval(interval), meaning);
    }
}
