package dev.sulcus.metrics;

import java.util.Arrays;

/** A 95 % interval; both ends NaN when it is undefined. */
public record Interval(double low, double high) {
    /** Not defined: both ends NaN. */
    public static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN);

    /** Whether {@code value} lies inside, ends included; false when undefined. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /**
     * From the 2.5 % to the 97.5 % quantile of {@code values}, leaving NaN out; between two order statistics it
     * interpolates linearly (Hyndman and Fan's type 7, NumPy's default). Undefined without values.
     */
    static Interval central95(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return sorted.length == 0 ? UNDEFINED : new Interval(quantile(sorted, 0.025), quantile(sorted, 0.975));
    }

    /** The quantile of {@code values}, none of them NaN, as above. */
    static double quantileOf(double[] values, double share) {
        return quantile(Arrays.stream(values).sorted().toArray(), share);
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
