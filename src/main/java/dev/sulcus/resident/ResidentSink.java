package dev.sulcus.resident;

/** Hears of each scored sample, in order. */
@FunctionalInterface
public interface ResidentSink {
    /**
     * One sample.
     *
     * @param probability NaN when it could not be read
     * @param spread of an ensemble's members, highest minus lowest
     * @param failure null, or one line why it could not be read
     * @param onCard whether the card decoded it
     */
    void scored(int sample, float probability, float spread, String failure, boolean onCard);
}
