package dev.sulcus.model;

import dev.sulcus.pipeline.PixelSpec;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Logistic regression on flattened pixels, 0 to 1: one dense unit. Immutable, thread-safe. */
public final class Logistic implements Network {
    private static final String LAYER = "predictions";

    private final int features;

    /** For pictures of one size. */
    Logistic(PixelSpec pixels) {
        features = pixels.imageBytes();
    }

    @Override
    public List<WeightSpec> weights() {
        return List.of(
                new WeightSpec(LAYER, "kernel", new long[] {features, 1}, Initializer.ZEROS),
                new WeightSpec(LAYER, "bias", new long[] {1}, Initializer.ZEROS));
    }

    @Override
    public List<String> layers() {
        return List.of();
    }

    @Override
    public List<String> head() {
        return List.of(LAYER);
    }

    @Override
    public Operand<TFloat32> logits(Forward pass, Operand<TFloat32> images) {
        Ops tf = pass.tf();
        Operand<TFloat32> x = tf.reshape(Preprocessing.scale(tf, images), tf.constant(new int[] {-1, features}));
        x = tf.nn.biasAdd(tf.linalg.matMul(x, pass.weight(LAYER, "kernel")), pass.weight(LAYER, "bias")); // [N, 1]
        return tf.reshape(x, tf.constant(new int[] {-1}));
    }
}
