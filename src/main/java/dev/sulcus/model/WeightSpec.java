package dev.sulcus.model;

import java.util.Arrays;
import org.tensorflow.ndarray.Shape;

/**
 * One trainable array of a network.
 *
 * @param layer Keras' name of its layer
 * @param name Keras' name inside the layer: {@code kernel} or {@code bias}
 * @param dims its shape; kernels of convolutions are HWIO, of dense layers (in, out). Owned by the record
 * @param initializer how it begins
 */
public record WeightSpec(String layer, String name, long[] dims, Initializer initializer) {
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

    /** Glorot's bound √(6 / (fan in + fan out)), the receptive field counted in both. */
    double glorotBound() {
        long receptive = 1;
        for (int i = 0; i < dims.length - 2; i++) {
            receptive *= dims[i];
        }
        return Math.sqrt(6.0 / (receptive * (dims[dims.length - 2] + dims[dims.length - 1])));
    }
}
