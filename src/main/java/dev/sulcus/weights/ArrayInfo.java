package dev.sulcus.weights;

/**
 * One array of a file, its numbers not read.
 *
 * @param layer the layer it belongs to, as the file calls it
 * @param name its name in the layer
 * @param dims its shape
 */
public record ArrayInfo(String layer, String name, long[] dims) {
    /** How many numbers it holds. */
    public long count() {
        return WeightArray.count(dims);
    }
}
