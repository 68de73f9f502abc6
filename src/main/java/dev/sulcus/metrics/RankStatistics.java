package dev.sulcus.metrics;

/**
 * Figures that depend only on the order in which scores put the samples: any strictly rising transform of the scores
 * leaves them as they are. Labels are 1 tumour, 0 none; a higher score means tumour. Each takes n log n time and throws
 * a fault of kind bug for lengths that differ, other labels or NaN scores. Stateless, thread-safe.
 */
public final class RankStatistics {
    private RankStatistics() {}

    /** Area under the ROC curve: Mann–Whitney, ties count one half; NaN unless both classes are there. */
    public static double rocAuc(int[] labels, double[] scores) {
        SampleChecks.requireScores(labels, scores);
        ScoreRanks ranks = ScoreRanks.of(scores);
        return ScoreRanks.rocAuc(ranks.countsPerRank(labels, 0), ranks.countsPerRank(labels, 1));
    }

    /**
     * Average precision: the sum over thresholds, from the strictest on, of (recall step) · precision, without
     * interpolation, as scikit-learn's {@code average_precision_score}; NaN without positives.
     */
    public static double averagePrecision(int[] labels, double[] scores) {
        PrecisionRecallCurve curve = PrecisionRecallCurve.of(labels, scores);
        double sum = 0;
        double reached = 0;
        for (int i = 0; i < curve.recall().length; i++) {
            sum += (curve.recall()[i] - reached) * curve.precision()[i];
            reached = curve.recall()[i];
        }
        return curve.recall().length == 0 ? Double.NaN : sum;
    }

    /**
     * The highest specificity of any threshold whose sensitivity is at least {@code sensitivity}, 0 to 1: what share of
     * healthy scans is spared when that share of tumours must be found. NaN unless both classes are there.
     */
    public static double specificityAtSensitivity(int[] labels, double[] scores, double sensitivity) {
        RocCurve curve = RocCurve.of(labels, scores);
        for (int i = 0; i < curve.threshold().length; i++) {
            // Both rates rise along the curve: the first point that is sensitive enough is the most specific one.
            if (curve.truePositiveRate()[i] >= sensitivity) {
                return 1 - curve.falsePositiveRate()[i];
            }
        }
        return Double.NaN;
    }
}
