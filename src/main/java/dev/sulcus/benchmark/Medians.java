package dev.sulcus.benchmark;

import java.util.Arrays;

/** The median of numbers. Stateless. */
final class Medians {
    private Medians() {}

    /** The middle one, or the mean of the two in the middle; NaN of none. The array is left as it is. */
    static double of(double[] values) {
        return ofSorted(Arrays.stream(values).sorted().toArray());
    }

    /** As above, of numbers that rise. */
    static double ofSorted(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
