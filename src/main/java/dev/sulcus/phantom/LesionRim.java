package dev.sulcus.phantom;

/**
 * The irregular rim of a painted lesion: an ellipse turned by some angle, its radius changed by a few low harmonics.
 * Drawn anew without allocating; takes no angle function per pixel. Not thread-safe.
 */
final class LesionRim {
    private static final int[] HARMONICS = {2, 3, 4, 5, 7};
    private static final int HIGHEST = 7;
    private static final double LEAST = 0.3;

    private final double[] cosines = new double[HIGHEST + 1];
    private final double[] sines = new double[HIGHEST + 1];
    private double centreX;
    private double centreY;
    private double turnCos;
    private double turnSin;
    private double stretch;
    private double radius;
    private double greatest;
    private double raggedness;

    /**
     * Takes a new rim.
     *
     * @param x pixels, centre
     * @param y pixels, centre
     * @param size pixels, mean radius
     * @param irregularity 0 for an ellipse, 1 for a ragged one
     */
    void draw(Draws draws, double x, double y, double size, double irregularity) {
        centreX = x;
        centreY = y;
        radius = size;
        stretch = draws.between(0.75, 1.3);
        double turn = draws.between(0, Math.PI);
        turnCos = StrictMath.cos(turn);
        turnSin = StrictMath.sin(turn);
        raggedness = irregularity * draws.between(0, 0.18);
        double sum = 1;
        for (int k : HARMONICS) {
            double strength = irregularity * draws.between(0, 0.22) / Math.sqrt(k);
            double phase = draws.between(0, 2 * Math.PI);
            cosines[k] = strength * StrictMath.cos(phase);
            sines[k] = strength * StrictMath.sin(phase);
            sum += strength;
        }
        greatest = (sum + NoiseLattice.GREATEST * raggedness) * Math.max(stretch, 1 / stretch);
    }

    /** Mean radius in pixels. */
    double radius() {
        return radius;
    }

    /** No place of the rim is farther from the centre, in pixels. */
    double reach() {
        return radius * greatest;
    }

    /** Pixels. */
    double centreX() {
        return centreX;
    }

    /** Pixels. */
    double centreY() {
        return centreY;
    }

    /**
     * How far out a pixel lies: 0 in the centre, 1 on the rim.
     *
     * @param noise there, of deviation 1: makes the rim ragged
     */
    double out(int x, int y, double noise) {
        double dx = x - centreX;
        double dy = y - centreY;
        double along = (dx * turnCos + dy * turnSin) * stretch;
        double across = (dy * turnCos - dx * turnSin) / stretch;
        double away = Math.sqrt(along * along + across * across);
        if (away < 1e-6) {
            return 0;
        }
        double wave = wave(along / away, across / away);
        return away / (radius * Math.max(LEAST, 1 + wave + raggedness * noise));
    }

    /** The harmonics in the direction (c, s): cos(kt) and sin(kt) by repeated complex multiplication. */
    private double wave(double c, double s) {
        double sum = 0;
        double re = c;
        double im = s;
        for (int k = 2; k <= HIGHEST; k++) {
            double next = re * c - im * s;
            im = re * s + im * c;
            re = next;
            sum += cosines[k] * re - sines[k] * im; // k = 6 has none
        }
        return sum;
    }
}
