package dev.sulcus.phantom;

/**
 * Small bright structures that are no lesion: vessels at the rim and the midline, choroid plexus, spots in the white
 * matter. They keep a classifier from calling every bright dot a tumour. Immutable, thread-safe.
 */
final class Spots {
    private final double[] u;
    private final double[] v;
    private final double[] radius;
    private final double[] strength;

    Spots(Draws draws, Weighting weighting) {
        int matter = draws.chance(0.4) ? draws.below(6) : 0;
        int vessels = draws.below(5);
        int plexus = draws.chance(0.35) ? 2 : 0;
        int sinus = draws.chance(0.4) ? 1 : 0;
        int count = matter + vessels + plexus + sinus;
        this.u = new double[count];
        this.v = new double[count];
        this.radius = new double[count];
        this.strength = new double[count];
        int at = 0;
        for (; at < matter; at++) {
            place(at, draws.between(-0.5, 0.5), draws.between(-0.6, 0.6), draws.between(0.012, 0.035));
            strength[at] = weighting.oedema() * draws.between(0.5, 1.2);
        }
        for (; at < matter + vessels; at++) {
            double angle = draws.between(0, 2 * Math.PI);
            double out = draws.between(0.72, 0.84);
            place(at, out * StrictMath.cos(angle), out * StrictMath.sin(angle), draws.between(0.008, 0.02));
            strength[at] = draws.between(0.2, 0.7);
        }
        for (int side = -1; at < matter + vessels + plexus; at++, side += 2) {
            place(at, side * draws.between(0.14, 0.24), draws.between(0.15, 0.28), draws.between(0.02, 0.04));
            strength[at] = draws.between(0.2, 0.6);
        }
        if (sinus > 0) {
            place(at, draws.between(-0.02, 0.02), 0.85, draws.between(0.02, 0.035));
            strength[at] = draws.between(0.3, 0.7);
        }
    }

    private void place(int spot, double atU, double atV, double size) {
        u[spot] = atU;
        v[spot] = atV;
        radius[spot] = size;
    }

    /** What all spots together add to the signal. */
    double at(double atU, double atV) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            double away = ((atU - u[i]) * (atU - u[i]) + (atV - v[i]) * (atV - v[i])) / (radius[i] * radius[i]);
            if (away < 4) {
                sum += strength[i] * Ramp.below(away, 1, 1.6);
            }
        }
        return sum;
    }
}
