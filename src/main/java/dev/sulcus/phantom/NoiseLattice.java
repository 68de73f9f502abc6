package dev.sulcus.phantom;

/**
 * Smooth noise over a square picture: numbers on a lattice, blended between. Drawn anew as often as one likes without
 * allocating. Not thread-safe.
 */
final class NoiseLattice {
    /** Blending between knots takes from the spread; so much makes up for it on average. */
    private static final double SPREAD = 1.35;

    /** No value is farther from 0: knots lie within 3.5 deviations. */
    static final double GREATEST = 3.5 * SPREAD;

    private final int columns;
    private final double[] knots;
    private final int[] knotOf;
    private final double[] shareOfNext;

    /** Features about {@code side / cells} pixels wide on a picture of {@code side × side} pixels. */
    NoiseLattice(int side, int cells) {
        columns = cells + 1;
        knots = new double[columns * columns];
        knotOf = new int[side];
        shareOfNext = new double[side];
        for (int i = 0; i < side; i++) {
            double at = (i + 0.5) * cells / side;
            knotOf[i] = Math.min((int) at, cells - 1);
            shareOfNext[i] = Ramp.smooth(at - knotOf[i]);
        }
    }

    /** Takes new numbers, of mean 0 and deviation near 1. */
    void draw(Draws draws) {
        for (int i = 0; i < knots.length; i++) {
            knots[i] = SPREAD * draws.bell();
        }
    }

    /** The noise at one pixel. */
    double at(int x, int y) {
        int knot = knotOf[y] * columns + knotOf[x];
        double upper = Ramp.mix(knots[knot], knots[knot + 1], shareOfNext[x]);
        double lower = Ramp.mix(knots[knot + columns], knots[knot + columns + 1], shareOfNext[x]);
        return Ramp.mix(upper, lower, shareOfNext[y]);
    }
}
