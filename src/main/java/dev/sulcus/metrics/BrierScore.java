package dev.sulcus.metrics;

/** Mean squared distance between probability and outcome (Brier, 1950), 0 to 1. Stateless, thread-safe. */
public final class BrierScore {
    private BrierScore() {}

    /**
     * The mean over the samples of (probability - label)²; NaN without samples.
     *
     * @throws dev.sulcus.fault.Fault of kind bug for lengths that differ, labels other than 0 and 1, or probabilities
     *     that are NaN or outside 0 to 1
     */
    public static double of(int[] labels, double[] probabilities) {
        SampleChecks.requireProbabilities(labels, probabilities);
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            double miss = probabilities[i] - labels[i];
            sum += miss * miss;
        }
        return SampleChecks.ratio(sum, labels.length);
    }
}
