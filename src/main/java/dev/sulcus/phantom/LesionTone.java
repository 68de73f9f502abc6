package dev.sulcus.phantom;

/** The grey levels of a painted lesion from its centre out to its oedema. Drawn anew without allocating. Not thread-safe. */
final class LesionTone {
    private static final double DARKEST = 0.03;
    /** Darker than this is fluid, bone or air, which oedema does not change. */
    private static final double TISSUE = 0.08;

    /** Masses that are dark throughout are seldom as black as fluid. */
    private static final double MOST_DARKER = 0.38;

    /** How much noise moves the edge of the oedema. */
    private static final double FRAYING = 0.12;

    private double level;
    private double coreLevel;
    private double core;
    private double opacity;
    private double softness;
    private double coarseness;
    private double fineness;
    private double oedema;
    private double oedemaEdge;

    /**
     * Takes new levels.
     *
     * @param around grey level of the tissue there, 0 to 1
     * @param leastContrast that the mass differs from it at least, where black and white leave room
     * @param radius of the lesion in pixels
     */
    void draw(Draws draws, double around, double leastContrast, double radius) {
        boolean ring = draws.chance(0.35);
        boolean bright = draws.chance(ring ? 0.9 : 0.78);
        double contrast = draws.between(ring ? 2 * leastContrast : leastContrast, bright ? 0.6 : MOST_DARKER);
        level = clamped(around + (bright ? contrast : -contrast), 1);
        if (Math.abs(level - around) < leastContrast) {
            level = clamped(around + (bright ? -contrast : contrast), 1);
        }
        core = ring ? draws.between(0.45, 0.88) : 0;
        coreLevel = Math.max(around / 4, clamped(around + draws.between(-0.35, 0.12), 0.8));
        opacity = draws.between(0.7, 1);
        double soft = draws.between(0, 1);
        softness = Math.max(1.5 / radius, 0.06 + 0.5 * soft * soft); // most rims of real masses are sharp
        coarseness = 0.10 * draws.between(0, 1);
        fineness = 0.06 * draws.between(0, 1);
        boolean wet = draws.chance(0.4);
        double brighter = draws.between(0.06, 0.3);
        double darker = draws.between(-0.2, -0.06);
        oedema = wet ? draws.chance(0.6) ? brighter : darker : 0;
        oedemaEdge = draws.between(1.3, 1.9);
    }

    /** How far out anything is painted, where 1 is the rim. */
    double reach() {
        double mass = 1 + softness / 2;
        return oedema == 0 ? mass : Math.max(mass, (oedemaEdge + 0.1) / (1 - 2 * FRAYING));
    }

    /**
     * What a pixel becomes.
     *
     * @param tissue what it is, 0 to 1
     * @param out how far out it lies, 1 on the rim
     * @param coarse noise of deviation 1
     * @param fine noise of deviation 1
     */
    double over(double tissue, double out, double coarse, double fine) {
        double under = tissue;
        if (oedema != 0) {
            double frayed = 1 + FRAYING * Math.max(-2, Math.min(2, coarse));
            double wet = Ramp.below(out * frayed, oedemaEdge - 0.2, 0.6);
            under += oedema * wet * Ramp.smooth(tissue / (2 * TISSUE));
        }
        double mottle = coarseness * coarse + fineness * fine;
        double mass = level + mottle;
        if (core > 0) {
            double inner = Ramp.below(out + 0.05 * coarse, core, 0.25 * softness + 0.12);
            mass = Ramp.mix(mass, coreLevel + 0.5 * mottle, inner);
        }
        return Ramp.mix(under, mass, opacity * Ramp.below(out, 1, softness));
    }

    private static double clamped(double value, double most) {
        return Math.max(DARKEST, Math.min(most, value));
    }
}
