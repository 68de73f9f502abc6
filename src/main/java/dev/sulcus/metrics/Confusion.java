package dev.sulcus.metrics;

/**
 * The four counts of a binary decision; "positive" means tumour. Every ratio whose denominator is 0 is NaN, never 0.
 *
 * @param trueNegative negatives called negative
 * @param falsePositive negatives called positive
 * @param falseNegative positives called negative: missed tumours
 * @param truePositive positives called positive
 */
public record Confusion(int trueNegative, int falsePositive, int falseNegative, int truePositive) {
    /**
     * Counts {@code scores} against {@code labels} (1 tumour, 0 none); a score is called positive when it is at least
     * {@code threshold}.
     *
     * @throws dev.sulcus.fault.Fault of kind bug for lengths that differ, other labels or NaN scores
     */
    public static Confusion of(int[] labels, double[] scores, double threshold) {
        SampleChecks.requireScores(labels, scores);
        int[] counts = new int[4];
        for (int i = 0; i < labels.length; i++) {
            counts[2 * labels[i] + (scores[i] >= threshold ? 1 : 0)]++;
        }
        return new Confusion(counts[0], counts[1], counts[2], counts[3]);
    }

    /** All samples. */
    public int total() {
        return trueNegative + falsePositive + falseNegative + truePositive;
    }

    /** Share of all calls that are right, 0 to 1. */
    public double accuracy() {
        return SampleChecks.ratio((double) truePositive + trueNegative, total());
    }

    /** Share of the positives that are found, 0 to 1. */
    public double sensitivity() {
        return SampleChecks.ratio(truePositive, (double) truePositive + falseNegative);
    }

    /** Share of the negatives that are called negative, 0 to 1. */
    public double specificity() {
        return SampleChecks.ratio(trueNegative, (double) trueNegative + falsePositive);
    }

    /** Share of the positive calls that are right, 0 to 1: positive predictive value. */
    public double precision() {
        return SampleChecks.ratio(truePositive, (double) truePositive + falsePositive);
    }

    /** Share of the negative calls that are right, 0 to 1. */
    public double negativePredictiveValue() {
        return SampleChecks.ratio(trueNegative, (double) trueNegative + falseNegative);
    }

    /** Mean of sensitivity and specificity, 0 to 1. */
    public double balancedAccuracy() {
        return (sensitivity() + specificity()) / 2;
    }

    /** How the positive class fares. */
    public ClassScores positive() {
        return new ClassScores(precision(), sensitivity(), f1(truePositive), truePositive + falseNegative);
    }

    /** How the negative class fares. */
    public ClassScores negative() {
        return new ClassScores(
                negativePredictiveValue(), specificity(), f1(trueNegative), trueNegative + falsePositive);
    }

    /**
     * Matthews correlation coefficient, -1 to 1 (Matthews, 1975). NaN when a row or column of the table is empty, where
     * scikit-learn says 0.
     */
    public double mcc() {
        double agreement = (double) truePositive * trueNegative - (double) falsePositive * falseNegative;
        double calls = ((double) truePositive + falsePositive) * ((double) trueNegative + falseNegative);
        double truth = ((double) truePositive + falseNegative) * ((double) trueNegative + falsePositive);
        return SampleChecks.ratio(agreement, Math.sqrt(calls) * Math.sqrt(truth));
    }

    /** Cohen's kappa, -1 to 1 (Cohen, 1960): agreement beyond what the margins give by chance; NaN when that is all. */
    public double cohenKappa() {
        double n = total();
        double byChance = ((double) truePositive + falsePositive) * ((double) truePositive + falseNegative)
                + ((double) trueNegative + falseNegative) * ((double) trueNegative + falsePositive);
        return SampleChecks.ratio(((double) truePositive + trueNegative) * n - byChance, n * n - byChance);
    }

    private double f1(int hits) {
        return SampleChecks.ratio(2.0 * hits, 2.0 * hits + falsePositive + falseNegative);
    }
}
