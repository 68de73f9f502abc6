package dev.sulcus.training;

import dev.sulcus.model.ModelBundle;
import dev.sulcus.model.ModelSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Result;
import org.tensorflow.types.TFloat32;

/**
 * What training came to. Owns the final weights in native memory; the caller closes it.
 *
 * @param history the finished epochs
 * @param bestEpoch whose weights these are, from 1; 0 when they are the last epoch's
 * @param end why it ended
 * @param weights one tensor per weight, in order
 * @param stepSeconds time spent inside steps, of this process
 * @param waitSeconds time the trainer waited for pictures, of this process
 * @param notes what was done otherwise than asked, a sentence each
 */
public record TrainingResult(
        List<EpochRecord> history,
        int bestEpoch,
        End end,
        Result weights,
        double stepSeconds,
        double waitSeconds,
        List<String> notes)
        implements AutoCloseable {
    /** As asked. */
    TrainingResult(
            List<EpochRecord> history, int bestEpoch, End end, Result weights, double stepSeconds, double waitSeconds) {
        this(history, bestEpoch, end, weights, stepSeconds, waitSeconds, List.of());
    }

    /** Why training ended. */
    public enum End {
        /** All epochs are done; a solver ends so when it did not converge. */
        EPOCHS,
        /** Early stopping. */
        EARLY,
        /** A solver came as near to the minimum as it was asked to. */
        CONVERGED,
        /** Asked to stop; a checkpoint says where. */
        INTERRUPTED
    }

    /**
     * Writes the weights as a model.
     *
     * @throws dev.sulcus.fault.Fault of kind data when it can't be written
     */
    public ModelBundle save(Path folder, ModelSpec spec) {
        List<TFloat32> values = IntStream.range(0, weights.size())
                .mapToObj(i -> (TFloat32) weights.get(i))
                .toList();
        return ModelBundle.write(folder, spec, values);
    }

    /** Steps of the finished epochs that changed nothing, for a gradient was not finite in float16. */
    public int skippedSteps() {
        return history.stream().mapToInt(EpochRecord::skippedSteps).sum();
    }

    /** Copies of the weights on the Java heap, in order; 4 bytes a number. */
    public List<float[]> copies() {
        var copies = new ArrayList<float[]>();
        for (int i = 0; i < weights.size(); i++) {
            var tensor = (TFloat32) weights.get(i);
            float[] values = new float[Math.toIntExact(tensor.size())];
            tensor.asRawTensor().data().asFloats().read(values);
            copies.add(values);
        }
        return copies;
    }

    /** This result at the end of a longer history; the weights change hands. */
    TrainingResult within(List<EpochRecord> whole, int epochsBefore) {
        int epoch = bestEpoch == 0 ? 0 : bestEpoch + epochsBefore;
        return new TrainingResult(whole, epoch, end, weights, stepSeconds, waitSeconds, notes);
    }

    /** This result with more to know; the weights change hands. */
    TrainingResult with(List<String> more) {
        var all = new ArrayList<>(more);
        all.addAll(notes);
        return new TrainingResult(history, bestEpoch, end, weights, stepSeconds, waitSeconds, List.copyOf(all));
    }

    @Override
    public void close() {
        weights.close();
    }
}
