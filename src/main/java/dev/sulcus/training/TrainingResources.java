package dev.sulcus.training;

import dev.sulcus.device.Precision;
import dev.sulcus.device.SessionConfig;

/**
 * What a run may use of the machine. Does not change the result.
 *
 * @param session threads of the session; in which precision to train is the plan's choice, not its
 * @param workers decoding threads of each source
 * @param slots batches decoded ahead
 * @param cacheBudgetBytes native memory for decoded pictures; a set that does not fit is decoded anew in every epoch
 * @param maxPixels a file that claims more is refused
 * @param feeding how training pictures get to the device
 */
public record TrainingResources(
        SessionConfig session, int workers, int slots, long cacheBudgetBytes, long maxPixels, FeedingConfig feeding) {
    /** With pictures that are fed batch by batch. */
    public TrainingResources(SessionConfig session, int workers, int slots, long cacheBudgetBytes, long maxPixels) {
        this(session, workers, slots, cacheBudgetBytes, maxPixels, FeedingConfig.STREAMED);
    }

    /** The same machine, another precision. */
    public TrainingResources with(Precision precision) {
        return new TrainingResources(session.with(precision), workers, slots, cacheBudgetBytes, maxPixels, feeding);
    }

    /** The same machine, another way for the pictures. */
    public TrainingResources with(FeedingConfig other) {
        return new TrainingResources(session, workers, slots, cacheBudgetBytes, maxPixels, other);
    }
}
