package dev.sulcus.metrics;

/** A 95 % interval; both ends NaN when it is undefined. */
public record Interval(double low, double high) {
    /** Whether {@code value} lies inside, ends included; false when undefined. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
