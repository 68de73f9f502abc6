package dev.sulcus.metrics;

/** Mean negative log-likelihood of the true labels: binary cross-entropy, in nats. Stateless, thread-safe. */
public final class LogLoss {
    /** Probabilities are clipped to [this, 1 - this], as Keras does: one certain mistake costs 16.1, not infinity. */
    public static final double CLIP = 1e-7;

    private LogLoss() {}

    /**
     * The unweighted mean over the samples; NaN without samples.
     *
     * @throws dev.sulcus.fault.Fault of kind bug for lengths that differ, labels other than 0 and 1, or probabilities
     *     that are NaN or outside 0 to 1
     */
    public static double of(int[] labels, double[] probabilities) {
        SampleChecks.requireProbabilities(labels, probabilities);
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum += of(probabilities[i], labels[i]);
        }
        return SampleChecks.ratio(sum, labels.length);
    }

    /** The loss of one sample. */
    static double of(double probability, int label) {
        double p = clip(probability);
        return label == 1 ? -Math.log(p) : -Math.log1p(-p);
    }

    /** {@code probability}, moved into [{@link #CLIP}, 1 - CLIP]. */
    static double clip(double probability) {
        return Math.min(Math.max(probability, CLIP), 1 - CLIP);
    }
}
