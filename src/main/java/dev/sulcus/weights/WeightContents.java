package dev.sulcus.weights;

import java.util.List;
import java.util.Map;

/**
 * What is in a file of weights.
 *
 * @param source the file
 * @param arrays in the file's order
 * @param facts what the file says about itself
 */
public record WeightContents(WeightSource source, List<ArrayInfo> arrays, Map<String, String> facts) {
    /** How many numbers it holds. */
    public long numbers() {
        return arrays.stream().mapToLong(ArrayInfo::count).sum();
    }
}
