package dev.sulcus.phantom;

/**
 * How bright each tissue is, as fractions of the brightest, in the manner of one pulse sequence; every head varies it.
 *
 * @param white white matter
 * @param grey cortex and nuclei
 * @param fluid ventricles and sulci
 * @param scalp fat under the skin
 * @param bone cortical bone
 * @param oedema what water in the tissue adds
 */
record Weighting(double white, double grey, double fluid, double scalp, double bone, double oedema) {
    private static final Weighting T1 = new Weighting(0.58, 0.40, 0.14, 0.68, 0.06, -0.13);
    private static final Weighting T2 = new Weighting(0.31, 0.47, 0.6, 0.40, 0.05, 0.24);
    private static final Weighting FLAIR = new Weighting(0.36, 0.49, 0.09, 0.54, 0.05, 0.24);

    /** One of T1, T2 and FLAIR, each tissue shifted a little. */
    static Weighting drawn(Draws draws) {
        double which = draws.between(0, 1);
        Weighting base = which < 0.45 ? T1 : which < 0.55 ? T2 : FLAIR;
        return new Weighting(
                base.white + draws.between(-0.05, 0.05),
                base.grey + draws.between(-0.04, 0.04),
                Math.max(0.03, base.fluid + draws.between(-0.06, 0.06)),
                base.scalp + draws.between(-0.14, 0.14),
                base.bone + draws.between(-0.03, 0.04),
                base.oedema * draws.between(0.6, 1.1));
    }
}
