package dev.sulcus.model;

import java.util.Arrays;
import org.tensorflow.ndarray.Shape;

/**
 * One array of a network.
 *
 * @param layer Keras' name of its layer
 * @param name Keras' name inside the layer, such as {@code kernel} or {@code moving_mean}
 * @param dims its shape; kernels of convolutions are HWIO, of dense layers (in, out). Owned by the record
 * @param initializer how it begins
 * @param role what training does to it
 */
public record WeightSpec(String layer, String name, long[] dims, Initializer initializer, WeightRole role) {
    /** A trainable array. */
    public WeightSpec(String layer, String name, long[] dims, Initializer initializer) {
        this(layer, name, dims, initializer, WeightRole.TRAINABLE);
    }

    /** {@code layer/name}: its identity in every file. */
    public String path() {
        return layer + "/" + name;
    }

    /** How many numbers it holds. */
    public long count() {
        return Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    }

    /** The shape as TensorFlow takes it. */
    public Shape shape() {
        return Shape.of(dims);
    }

    /** Whether an optimizer may change it. */
    public boolean trainable() {
        return role == WeightRole.TRAINABLE;
    }

    /** Glorot's bound √(6 / (fan in + fan out)), the receptive field counted in both. */
    double glorotBound() {
        return Math.sqrt(6.0 / (receptive() * (dims[dims.length - 2] + dims[dims.length - 1])));
    }

    /** √(2 / fan out). */
    double fanOutDeviation() {
        return Math.sqrt(2.0 / (receptive() * dims[dims.length - 1]));
    }

    private long receptive() {
        long receptive = 1;
        for (int i = 0; i < dims.length - 2; i++) {
            receptive *= dims[i];
        }
        return receptive;
    }
}
