package dev.sulcus.model;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * An architecture for one size of picture: which arrays it has, and how to add its forward pass to a graph. Layers carry
 * the names that Keras gives them. Immutable, thread-safe; a graph built with it belongs to the caller.
 */
public sealed interface Network permits Cnn, EfficientNet, Logistic {
    /** Its arrays, in the order in which Keras lists them. */
    List<WeightSpec> weights();

    /** Its layers in Keras' order, also those without arrays, up to the head: what "the last 30 layers" counts. */
    List<String> layers();

    /** The layers after {@link #layers()} that are always trained: the classifier proper; empty when there is none. */
    List<String> head();

    /**
     * Adds the forward pass to a graph.
     *
     * @param pass where, with which weights, and whether for training
     * @param images float32 NHWC, 0 to 255: every network scales for itself, so that nobody can scale twice
     * @return logits [N], positive means tumour
     */
    Operand<TFloat32> logits(Forward pass, Operand<TFloat32> images);

    /** How many numbers it has, those that training never changes among them. */
    default long parameters() {
        return weights().stream().mapToLong(WeightSpec::count).sum();
    }

    /** How many numbers an optimizer may change when every layer is trained. */
    default long trainableParameters() {
        return weights().stream()
                .filter(WeightSpec::trainable)
                .mapToLong(WeightSpec::count)
                .sum();
    }
}
