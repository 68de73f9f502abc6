package dev.sulcus.phantom;

/** Blends between two values: what every soft edge is made of. */
final class Ramp {
    private Ramp() {}

    /** 0 below 0, 1 above 1, and an S between (3t² − 2t³). */
    static double smooth(double t) {
        double inside = Math.max(0, Math.min(1, t));
        return inside * inside * (3 - 2 * inside);
    }

    /** {@code from} at 0, {@code to} at 1. */
    static double mix(double from, double to, double t) {
        return from + (to - from) * t;
    }

    /** 1 where {@code value} is below {@code edge}, 0 above, soft over {@code width}. */
    static double below(double value, double edge, double width) {
        return smooth((edge - value) / width + 0.5);
    }
}
