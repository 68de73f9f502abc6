package dev.sulcus.metrics;

/**
 * Operating points from the strictest threshold to the laxest, beginning at (0, 0) and ending at (1, 1); one per
 * distinct score. The rate of a class that is absent is NaN throughout. The arrays have one length and are owned by the
 * record.
 *
 * @param falsePositiveRate 1 - specificity
 * @param truePositiveRate sensitivity
 * @param threshold the score from which on a sample is called positive; +infinity at the first point
 */
public record RocCurve(double[] falsePositiveRate, double[] truePositiveRate, double[] threshold) {
    /**
     * The curve of {@code scores} against {@code labels} (1 tumour, 0 none).
     *
     * @throws dev.sulcus.fault.Fault of kind bug for lengths that differ, other labels or NaN scores
     */
    public static RocCurve of(int[] labels, double[] scores) {
        SampleChecks.requireScores(labels, scores);
        ScoreRanks ranks = ScoreRanks.of(scores);
        double[] threshold = new double[ranks.ranks() + 1];
        threshold[0] = Double.POSITIVE_INFINITY;
        System.arraycopy(ranks.scoresFromTop(), 0, threshold, 1, ranks.ranks());
        return new RocCurve(
                sharesOfLast(ranks.countsFromTop(labels, 0)), sharesOfLast(ranks.countsFromTop(labels, 1)), threshold);
    }

    /**
     * Area under the curve alone, without making the curve: Mann–Whitney, ties count one half; NaN unless both classes
     * are there.
     *
     * @throws dev.sulcus.fault.Fault of kind bug for lengths that differ, other labels or NaN scores
     */
    public static double auc(int[] labels, double[] scores) {
        return RankStatistics.rocAuc(labels, scores);
    }

    private static double[] sharesOfLast(int[] counts) {
        double[] shares = new double[counts.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = SampleChecks.ratio(counts[i], counts[counts.length - 1]);
        }
        return shares;
    }
}
