package dev.sulcus.model;

/** Takes what became of each sample, in the order of the pass; called on the scoring thread, must be quick. */
@FunctionalInterface
public interface ScoreSink {
    /**
     * One sample is done.
     *
     * @param sample its index in the source
     * @param probability of tumour, 0 to 1; NaN when it could not be read
     * @param failure why it could not be read, one line; null when it could
     */
    void scored(int sample, float probability, String failure);
}
