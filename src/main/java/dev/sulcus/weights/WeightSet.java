package dev.sulcus.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arrays of weights in order, where they came from, and what is known about them. Immutable as far as nobody changes the
 * arrays.
 *
 * @param arrays in the network's order once they were checked against it, else in the file's
 * @param source the file they were read from
 * @param facts what travels with them in safetensors: source, licence, date, normalisation and so on
 */
public record WeightSet(List<WeightArray> arrays, WeightSource source, Map<String, String> facts) {
    /** Keeps copies of list and map. */
    public WeightSet {
        arrays = List.copyOf(arrays);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** How many numbers there are. */
    public long numbers() {
        return arrays.stream().mapToLong(array -> array.values().length).sum();
    }

    /** Whether there is an array of that path. */
    public boolean has(String path) {
        return arrays.stream().anyMatch(array -> array.path().equals(path));
    }

    /** The same weights, of which {@code more} is known too. */
    public WeightSet with(Map<String, String> more) {
        var all = new LinkedHashMap<>(facts);
        all.putAll(more);
        return new WeightSet(arrays, source, all);
    }
}
