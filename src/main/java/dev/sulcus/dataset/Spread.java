package dev.sulcus.dataset;

import java.util.Arrays;

/**
 * Smallest, middle and largest of a set of numbers; all NaN when the set is empty.
 *
 * @param median the middle value, or the mean of the two middle ones
 */
public record Spread(double min, double median, double max) {
    /** The spread of {@code values}, which stay as they are. */
    public static Spread of(int[] values) {
        if (values.length == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        double median = ((double) sorted[last / 2] + sorted[sorted.length / 2]) / 2;
        return new Spread(sorted[0], median, sorted[last]);
    }
}
