package dev.sulcus.weights;

import java.util.ArrayList;
import java.util.Map;

/**
 * What stands in the place of the input's variance. Networks here divide by its root, once. Keras' published
 * EfficientNet file keeps the deviation there, and Keras, where it loads that file by the name "imagenet" and nowhere
 * else, divides by the root of the deviation once more (https://github.com/tensorflow/tensorflow/issues/49930). Squaring
 * the deviation gives the same pictures with one division.
 */
final class InputNormalisation {
    /** The fact that says what was done. */
    static final String FACT = "normalisation";

    private static final String VARIANCE = "normalization/variance";

    /** ImageNet's deviation of R, G and B, as Keras writes it. */
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private static final float TOLERANCE = 1e-6f;

    private InputNormalisation() {}

    /** The weights with the variance itself in the variance's place; others as they are. */
    static WeightSet settle(WeightSet weights) {
        if (!weights.has(VARIANCE) || !weights.source().layout().isKeras()) {
            return weights;
        }
        var arrays = new ArrayList<WeightArray>();
        String done = "the file's variance, taken as it is";
        for (WeightArray array : weights.arrays()) {
            boolean deviation = array.path().equals(VARIANCE) && isDeviation(array.values());
            arrays.add(deviation ? array.with(squared(array.values())) : array);
            if (deviation) {
                done = "the file's variance held the deviation, as Keras' published one does; it was squared";
            }
        }
        return new WeightSet(arrays, weights.source(), weights.facts()).with(Map.of(FACT, done));
    }

    private static boolean isDeviation(float[] values) {
        for (int i = 0; i < DEVIATION.length; i++) {
            if (values.length != DEVIATION.length || Math.abs(values[i] - DEVIATION[i]) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    private static float[] squared(float[] values) {
        float[] squares = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            squares[i] = (float) ((double) values[i] * values[i]);
        }
        return squares;
    }
}
