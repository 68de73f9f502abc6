package dev.sulcus.phantom;

/**
 * What lies inside one head: scalp, bone, cortex with sulci, white matter, nuclei, ventricles, midline, vessels and
 * harmless bright spots. Gives the noiseless signal, 0 to about 1, at any head coordinate. Immutable, thread-safe.
 */
final class Anatomy {
    private static final int OCTAVES = 4;

    final Weighting weighting;
    private final Noise texture;
    private final Noise folds;
    private final Noise layers;
    private final Ventricles ventricles;
    private final Spots spots;
    private final double brainEdge;
    private final double boneEdge;
    private final double scalpEdge;
    private final double foldCount;
    private final double foldReach;
    private final double foldWidth;
    private final double grain;
    private final double fissure;
    private final double nuclei;
    private final double sway;

    Anatomy(Draws draws) {
        this.weighting = Weighting.drawn(draws);
        this.texture = new Noise(draws.next());
        this.folds = new Noise(draws.next());
        this.layers = new Noise(draws.next());
        this.scalpEdge = draws.between(0.97, 0.99);
        this.boneEdge = draws.between(0.90, 0.945);
        this.brainEdge = boneEdge - draws.between(0.035, 0.075);
        this.foldCount = draws.between(4.5, 8);
        this.foldReach = draws.between(0.14, 0.30);
        this.foldWidth = draws.between(0.05, 0.16);
        this.grain = draws.between(0.04, 0.12);
        this.fissure = draws.between(0.010, 0.024);
        this.nuclei = draws.between(0, 1);
        this.sway = draws.between(-0.03, 0.03);
        this.ventricles = new Ventricles(draws);
        this.spots = new Spots(draws, weighting);
    }

    /** Where the brain ends, as a fraction of the skin's radius. */
    double brainEdge() {
        return brainEdge;
    }

    /** Signal of the shells outside the brain, at {@code radius} in units of the skin's. */
    double shell(double u, double v, double radius) {
        double thick = 0.03 * (layers.at(3 * u + 40, 3 * v) - 0.5);
        double scalp = weighting.scalp() * (0.75 + 0.5 * layers.at(9 * u, 9 * v + 80));
        double marrow = weighting.bone() + 0.22 * weighting.scalp() * bump(radius, (boneEdge + brainEdge) / 2, 0.012);
        double inner = Ramp.mix(weighting.fluid(), marrow, Ramp.below(-radius, -brainEdge - 0.012, 0.012));
        double bone = Ramp.mix(scalp, inner, Ramp.below(radius, boneEdge + thick, 0.016));
        return bone * Ramp.below(radius, scalpEdge, 0.02);
    }

    /** Signal of the brain; {@code depth} is 1 in the middle of the head and 0 at the brain's surface. */
    double brain(double u, double v, double depth) {
        double warpU = u + 0.07 * (layers.at(5 * u, 5 * v) - 0.5);
        double warpV = v + 0.07 * (layers.at(5 * u + 60, 5 * v) - 0.5);
        double distance = Math.max(0.05, Math.sqrt(warpU * warpU + warpV * warpV));
        double alongU = warpU / distance;
        double alongV = warpV / distance;
        double reach = foldReach * (0.3 + 1.4 * layers.at(alongU * 4 + 20, alongV * 4));
        double major = fold(alongU, alongV, foldCount + 2.6 * distance);
        double minor = fold(-alongV, alongU, 1.7 * foldCount + 5 * distance);
        double cortex = Ramp.below(depth, 0.06, 0.05);
        cortex = Math.max(cortex, Ramp.below(major, 0.42, 0.3) * Ramp.below(depth, reach + 0.07, 0.08));
        cortex = Math.max(cortex, Ramp.below(minor, 0.40, 0.3) * Ramp.below(depth, 0.6 * reach + 0.05, 0.08));
        double greyness = Math.max(cortex, nucleus(warpU, warpV));
        double tissue = Ramp.mix(weighting.white(), weighting.grey(), greyness);
        tissue *= 1 + grain * 2 * (texture.layered(8 * u, 8 * v, OCTAVES) - 0.5);
        double sulcus = Ramp.below(major, foldWidth, 0.1) * Ramp.below(depth, reach, 0.08) * 0.85;
        sulcus = Math.max(sulcus, Ramp.below(minor, foldWidth, 0.12) * Ramp.below(depth, 0.5 * reach, 0.06) * 0.6);
        double fluid = Math.max(Math.max(sulcus, midline(warpU, v)), ventricles.at(warpU, warpV));
        return Ramp.mix(tissue, weighting.fluid(), fluid) + spots.at(u, v);
    }

    /** 0 on the winding line of a fold, 1 farthest from one; folds run mostly inward. */
    private double fold(double alongU, double alongV, double ring) {
        return Math.abs(2 * folds.at(alongU * ring, alongV * ring) - 1);
    }

    private double nucleus(double u, double v) {
        double side = Math.abs(u);
        double lentiform = ellipse(side - 0.30, v + 0.06, 0.08, 0.17);
        double thalamus = ellipse(side - 0.11, v - 0.08, 0.08, 0.13);
        return nuclei * 0.8 * Math.max(Ramp.below(lentiform, 1, 0.35), Ramp.below(thalamus, 1, 0.35));
    }

    private double midline(double u, double v) {
        double open = Ramp.below(-Math.abs(v), -0.36, 0.2);
        double wide = fissure * (1 + 1.2 * Math.max(0, Math.abs(v) - 0.5));
        return 0.8 * open * Ramp.below(Math.abs(u + sway * v * v), wide, 0.03);
    }

    private static double bump(double x, double at, double width) {
        double t = (x - at) / width;
        return 1 / (1 + t * t * t * t);
    }

    static double ellipse(double x, double y, double a, double b) {
        return Math.sqrt(x * x / (a * a) + y * y / (b * b));
    }
}
