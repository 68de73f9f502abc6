package dev.sulcus.metrics;

import dev.sulcus.fault.Fault;

/**
 * Every figure of a binary classifier on one set of samples. Ratios are 0 to 1; undefined ones NaN.
 *
 * @param count samples
 * @param threshold a sample is called positive when its probability is at least this; NaN when it differs
 * @param accuracy (TP + TN) / count
 * @param sensitivity TP / (TP + FN), recall of the positive class
 * @param specificity TN / (TN + FP)
 * @param balancedAccuracy mean of sensitivity and specificity
 * @param negative scores of the negative class
 * @param positive scores of the positive class
 * @param confusion counts at the threshold
 * @param mcc Matthews correlation coefficient, -1 to 1
 * @param cohenKappa Cohen's kappa, -1 to 1
 * @param rocAuc area under the ROC curve: Mann–Whitney, ties count one half
 * @param averagePrecision sum over thresholds of (recall step) · precision, as scikit-learn
 * @param brier mean of (probability - label)²
 * @param logLoss mean negative log-likelihood, probabilities clipped to [1e-7, 1 - 1e-7]
 * @param expectedCalibrationError over 15 equal-width bins of the positive probability
 * @param specificityAtSensitivity95 highest specificity of any threshold whose sensitivity is at least 0.95
 * @param intervals bootstrap 95 % intervals
 */
public record BinaryMetrics(
        int count,
        double threshold,
        double accuracy,
        double sensitivity,
        double specificity,
        double balancedAccuracy,
        ClassScores negative,
        ClassScores positive,
        Confusion confusion,
        double mcc,
        double cohenKappa,
        double rocAuc,
        double averagePrecision,
        double brier,
        double logLoss,
        double expectedCalibrationError,
        double specificityAtSensitivity95,
        BootstrapIntervals intervals) {
    /** How many bins {@link #expectedCalibrationError} has. */
    public static final int CALIBRATION_BINS = 15;

    /**
     * Every figure of {@code probabilities} against {@code labels} (1 tumour, 0 none). Without samples every ratio is
     * NaN: an empty set is not an error here, and {@link Degeneracy} says so.
     *
     * @param threshold from which probability on a sample is called positive
     * @param bootstrap how the intervals are drawn
     * @throws Fault of kind bug for lengths that differ, other labels, a threshold that is NaN, or probabilities that
     *     are NaN or outside 0 to 1
     */
    public static BinaryMetrics of(int[] labels, double[] probabilities, double threshold, BootstrapConfig bootstrap) {
        Samples samples = Samples.at(threshold, labels, probabilities);
        return of(samples, threshold, bootstrap);
    }

    /**
     * As above, with intervals that resample groups.
     *
     * @param samples called at one threshold
     * @param threshold that one
     */
    public static BinaryMetrics of(Samples samples, double threshold, BootstrapConfig bootstrap) {
        int[] labels = samples.labels();
        double[] probabilities = samples.probabilities();
        Confusion confusion = samples.confusion();
        return new BinaryMetrics(
                labels.length,
                threshold,
                confusion.accuracy(),
                confusion.sensitivity(),
                confusion.specificity(),
                confusion.balancedAccuracy(),
                confusion.negative(),
                confusion.positive(),
                confusion,
                confusion.mcc(),
                confusion.cohenKappa(),
                RankStatistics.rocAuc(labels, probabilities),
                RankStatistics.averagePrecision(labels, probabilities),
                BrierScore.of(labels, probabilities),
                LogLoss.of(labels, probabilities),
                CalibrationCurve.of(labels, probabilities, CALIBRATION_BINS).expectedCalibrationError(),
                RankStatistics.specificityAtSensitivity(labels, probabilities, 0.95),
                Bootstrap.headlines(samples, bootstrap));
    }

    /** As above, for samples that were not all called at one threshold: {@link #threshold} is NaN. */
    public static BinaryMetrics of(Samples samples, BootstrapConfig bootstrap) {
        return of(samples, Double.NaN, bootstrap);
    }
}
