package dev.sulcus.metrics;

/**
 * Operating points by falling threshold, one per distinct score; none without samples. The recall is NaN throughout when
 * there are no positives. The arrays have one length and are owned by the record.
 *
 * @param recall sensitivity at the threshold, rising
 * @param precision positive predictive value at the threshold
 * @param threshold the score from which on a sample is called positive
 */
public record PrecisionRecallCurve(double[] recall, double[] precision, double[] threshold) {
    /**
     * The curve of {@code scores} against {@code labels} (1 tumour, 0 none).
     *
     * @throws dev.sulcus.fault.Fault of kind bug for lengths that differ, other labels or NaN scores
     */
    public static PrecisionRecallCurve of(int[] labels, double[] scores) {
        SampleChecks.requireScores(labels, scores);
        ScoreRanks ranks = ScoreRanks.of(scores);
        int[] falsePositives = ranks.countsFromTop(labels, 0);
        int[] truePositives = ranks.countsFromTop(labels, 1);
        double[] recall = new double[ranks.ranks()];
        double[] precision = new double[ranks.ranks()];
        for (int i = 0; i < recall.length; i++) {
            int hits = truePositives[i + 1];
            recall[i] = SampleChecks.ratio(hits, truePositives[ranks.ranks()]);
            precision[i] = SampleChecks.ratio(hits, (double) hits + falsePositives[i + 1]);
        }
        return new PrecisionRecallCurve(recall, precision, ranks.scoresFromTop());
    }
}
