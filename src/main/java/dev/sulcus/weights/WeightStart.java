package dev.sulcus.weights;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What training starts from.
 *
 * @param origin who chose it
 * @param file where it lies; null when nothing is there
 * @param weights read and checked; null when nothing is there
 * @param sentence the same for a person
 */
public record WeightStart(Origin origin, Path file, WeightSet weights, String sentence) {
    /** Where weights to start from come from, first come first taken. */
    public enum Origin {
        /** The user named the file. */
        NAMED,
        /** Published weights that the store holds. */
        PULLED,
        /** Weights that come with the program. */
        SHIPPED,
        /** Nothing: numbers drawn from the seed. */
        SEED
    }

    /** Flat values by {@code layer/name}; what is not there is drawn from the seed. The set's own arrays. */
    public Map<String, float[]> values() {
        var values = new LinkedHashMap<String, float[]>();
        if (weights != null) {
            weights.arrays().forEach(array -> values.put(array.path(), array.values()));
        }
        return values;
    }
}
