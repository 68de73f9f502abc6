package dev.sulcus.model;

import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Where a network stops TensorFlow from deriving gradients and says itself what they are, because that is faster.
 *
 * @param output everything before it is part of the written gradient
 * @param weights paths of the weights before it, all of them
 * @param gradients adds operations to the graph: from the gradient of {@code output} to that of each of the weights
 */
public record WrittenGradient(Operand<TFloat32> output, Set<String> weights, Backward gradients) {
    /** The gradients of weights by path, from that of the output. */
    @FunctionalInterface
    public interface Backward {
        /** Adds the operations; called once. */
        Map<String, Operand<TFloat32>> of(Operand<TFloat32> output);
    }
}
