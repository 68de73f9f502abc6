package dev.sulcus.weights;

import dev.sulcus.fault.Fault;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * One array of weights on the Java heap.
 *
 * @param path {@code layer/name}, Keras' names
 * @param dims its shape, empty for a single number; owned by the record
 * @param values as many as the shape says, the last dimension running fastest; owned by the record, not to be changed
 */
public record WeightArray(String path, long[] dims, float[] values) {
    /** Checks that there are as many values as the shape says. */
    public WeightArray {
        if (count(dims) != values.length) {
            throw Fault.bug(path + " has " + values.length + " values for the shape " + shape(dims));
        }
    }

    /** Keras' name of the layer. */
    public String layer() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** Keras' name inside the layer. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The same array under other values. */
    WeightArray with(float[] other) {
        return new WeightArray(path, dims, other);
    }

    /** How many numbers a shape holds. */
    static long count(long[] dims) {
        return Arrays.stream(dims).reduce(1, Math::multiplyExact);
    }

    /** "3×3×32×1", or "a single number". */
    static String shape(long[] dims) {
        return dims.length == 0
                ? "a single number"
                : LongStream.of(dims).mapToObj(Long::toString).collect(Collectors.joining("×"));
    }
}
