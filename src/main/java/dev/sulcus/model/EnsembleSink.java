package dev.sulcus.model;

/** Takes what became of each sample and how far the members disagreed. As {@link ScoreSink}. */
@FunctionalInterface
public interface EnsembleSink {
    /**
     * One sample is done.
     *
     * @param sample its index in the source
     * @param probability of tumour, the members' mean, 0 to 1; NaN when it could not be read
     * @param spread the highest of the members' probabilities minus the lowest, 0 to 1; 0 for one member
     * @param failure why it could not be read, one line; null when it could
     */
    void scored(int sample, float probability, float spread, String failure);
}
