package dev.sulcus.phantom;

/**
 * An irregular mass with oedema around it, which pushes the tissue beside it away. Works in matrix pixels. Immutable,
 * thread-safe.
 */
final class Lesion {
    private static final String[] KINDS = {
        "bright", "bright", "bright", "bright", "bright", "bright", "ring", "ring", "ring", "dark"
    };

    private final LesionOutline outline;
    private final double cos;
    private final double sin;
    private final Noise rim;
    private final double ragged;
    private final double core;
    private final double shell;
    private final double oedema;
    private final double reach;
    private final double push;

    /** A lesion somewhere inside the brain of {@code anatomy}, lying as {@code pose} says. */
    Lesion(Draws draws, PhantomConfig config, Pose pose, Anatomy anatomy) {
        double away = StrictMath.sqrt(draws.between(0.01, 0.55)) * anatomy.brainEdge();
        double direction = draws.between(0, 2 * Math.PI);
        double u = away * StrictMath.cos(direction);
        double v = away * StrictMath.sin(direction);
        double size = Ramp.mix(config.leastRadius(), config.greatestRadius(), StrictMath.cbrt(draws.between(0, 1)));
        double radius = size * 2 * anatomy.brainEdge() * pose.pixelsPerUnit();
        double stretch = draws.between(0.75, 1.33);
        double angle = draws.between(0, 180);
        String kind = KINDS[draws.below(KINDS.length)];
        this.outline = new LesionOutline(
                kind, pose.x(u, v), pose.y(u, v), radius * Math.sqrt(stretch), radius / Math.sqrt(stretch), angle);
        this.cos = StrictMath.cos(StrictMath.toRadians(angle));
        this.sin = StrictMath.sin(StrictMath.toRadians(angle));
        this.rim = new Noise(draws.next());
        this.ragged = draws.between(0.3, 1.1);
        double strength =
                config.contrast() * (draws.chance(0.1) ? draws.between(0.16, 0.26) : draws.between(0.34, 0.6));
        this.core = kind.equals("bright") ? strength : -strength * 0.75;
        this.shell = kind.equals("ring") ? strength : this.core;
        this.oedema = config.contrast() * anatomy.weighting.oedema() * draws.between(0.3, 0.9);
        this.reach = draws.between(1.25, 2.0);
        this.push = draws.between(0.08, 0.3);
    }

    /** In matrix pixels. */
    LesionOutline outline() {
        return outline;
    }

    /** How far out a place is, in units of the lesion's own ragged rim: below 1 inside. */
    double out(double x, double y) {
        double dx = x - outline.centreX();
        double dy = y - outline.centreY();
        double along = (dx * cos + dy * sin) / outline.radiusX();
        double across = (dy * cos - dx * sin) / outline.radiusY();
        double plain = Math.sqrt(along * along + across * across);
        if (plain > 4) {
            return plain;
        }
        return plain * (1 + ragged * (rim.layered(1.6 * along + 9, 1.6 * across, 3) - 0.5));
    }

    /** How much nearer to the middle the tissue that is seen at a place would lie without the mass, 0 to 1. */
    double pulled(double out) {
        return 1 - push * Ramp.below(out, 1.9, 2.2);
    }

    /** The signal with the lesion in it, where the tissue alone would give {@code tissue}. */
    double over(double tissue, double out) {
        double wet = tissue + oedema * Ramp.below(out, (1 + reach) / 2, reach - 0.6);
        double inner = Ramp.below(out, 0.66, 0.25);
        double level = tissue + Ramp.mix(shell, core, inner);
        double mottled = level + 0.08 * (rim.layered(4 * out, 40 * tissue, 2) - 0.5);
        return Math.max(0.03, Ramp.mix(wet, mottled, Ramp.below(out, 1, 0.2)));
    }
}
