package dev.sulcus.report;

import dev.sulcus.metrics.Interval;

/**
 * A headline figure from 0 to 1 with its 95 % interval, and what it must beat.
 *
 * @param name the figure's
 * @param value NaN when undefined
 * @param interval both ends NaN when undefined
 * @param counts the figure in whole scans
 * @param reference what needs no model to reach; NaN when there is no such thing
 * @param referenceName what the reference is
 */
record Gauge(String name, double value, Interval interval, String counts, double reference, String referenceName) {
    /** Whether there is a value to draw. */
    public boolean defined() {
        return !Double.isNaN(value);
    }

    /** Whether there is an interval to draw. */
    public boolean ranged() {
        return !Double.isNaN(interval.low()) && !Double.isNaN(interval.high());
    }

    /** Whether there is a reference to draw. */
    public boolean referenced() {
        return !Double.isNaN(reference);
    }

    /** Whether the interval reaches down to the reference, which needs no model. */
    public boolean doubtful() {
        return referenced() && ranged() && interval.low() <= reference;
    }

    /** Per cent along the scale, for the drawing. */
    public double at(double ratio) {
        return Math.round(1000 * ratio) / 10.0;
    }
}
