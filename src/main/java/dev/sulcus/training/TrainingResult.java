package dev.sulcus.training;

import java.util.List;

/**
 * What training came to. Owns the final weights in native memory; the caller closes it.
 *
 * @param history the finished epochs
 * @param bestEpoch whose weights these are, from 1; 0 when they are the last epoch's
 * @param end why it ended
 * @param weights one tensor per weight, in order
 * @param stepSeconds time spent inside steps, of this process
 * @param waitSeconds time the trainer waited for pictures, of this process
 */
public record TrainingResult(
        List<EpochRecord> history,
        int bestEpoch,
        End end,
        org.tensorflow.Result weights,
        double stepSeconds,
        double waitSeconds)
        implements AutoCloseable {
    /** Why training ended. */
    public enum End {
        /** All epochs are done. */
        EPOCHS,
        /** Early stopping. */
        EARLY,
        /** Asked to stop; a checkpoint says where. */
        INTERRUPTED
    }

    @Override
    public void close() {
        weights.close();
    }
}
