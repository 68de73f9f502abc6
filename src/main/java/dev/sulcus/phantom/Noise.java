package dev.sulcus.phantom;

/** Smooth value noise over the plane: random numbers on the integer lattice, blended between. Thread-safe. */
final class Noise {
    private final long seed;

    Noise(long seed) {
        this.seed = seed;
    }

    /** A value from 0 to 1; features are about one unit wide. */
    double at(double x, double y) {
        double floorX = Math.floor(x);
        double floorY = Math.floor(y);
        double right = Ramp.smooth(x - floorX);
        double low = Ramp.smooth(y - floorY);
        long i = (long) floorX;
        long j = (long) floorY;
        double top = Ramp.mix(knot(i, j), knot(i + 1, j), right);
        double bottom = Ramp.mix(knot(i, j + 1), knot(i + 1, j + 1), right);
        return Ramp.mix(top, bottom, low);
    }

    /** Several octaves of {@link #at}, each twice as fine and half as strong; from 0 to 1. */
    double layered(double x, double y, int octaves) {
        double sum = 0;
        double weight = 1;
        double total = 0;
        double scale = 1;
        for (int octave = 0; octave < octaves; octave++) {
            sum += weight * at(x * scale + 17.3 * octave, y * scale - 9.1 * octave);
            total += weight;
            weight /= 2;
            scale *= 2;
        }
        return sum / total;
    }

    private double knot(long i, long j) {
        return (Draws.mixed(seed + i * 0x632BE59BD9B4E019L + j * 0x9E3779B97F4A7C15L) >>> 11) * 0x1.0p-53;
    }
}
