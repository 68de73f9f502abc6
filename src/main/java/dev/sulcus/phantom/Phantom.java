package dev.sulcus.phantom;

/**
 * Draws made-up axial head slices. Head, pose and scanner come from the seed alone, so that the same seed with and
 * without a lesion gives the same head under the same noise. Thread-safe.
 */
public final class Phantom {
    /** Longer side of the matrix that is drawn on; larger pictures are enlarged from it, as those of scanners are. */
    private static final int MATRIX = 208;

    private Phantom() {}

    /**
     * One slice; takes some ten milliseconds. The same arguments give the same pixels on every machine.
     *
     * @param lesion whether there is one
     */
    public static PhantomScan draw(PhantomConfig config, long seed, boolean lesion) {
        var size = new Draws(seed, "size");
        double ease = size.between(0, 1);
        int side = (int) Math.round(Ramp.mix(config.leastSide(), config.greatestSide(), ease * ease));
        var pose = new Pose(new Draws(seed, "pose"), Math.min(side, MATRIX));
        var anatomy = new Anatomy(new Draws(seed, "anatomy"));
        var mass = lesion ? new Lesion(new Draws(seed, "lesion"), config, pose, anatomy) : null;
        double scale = (double) side / Math.max(pose.width, pose.height);
        int width = (int) Math.round(pose.width * scale);
        int height = (int) Math.round(pose.height * scale);
        byte[] grey = new Scanner(new Draws(seed, "scanner"), config)
                .picture(signal(pose, anatomy, mass), pose.width, pose.height, width, height);
        double scaleX = (double) width / pose.width;
        double scaleY = (double) height / pose.height;
        return new PhantomScan(
                width, height, grey, mass == null ? null : mass.outline().scaled(scaleX, scaleY));
    }

    private static double[] signal(Pose pose, Anatomy anatomy, Lesion mass) {
        double[] signal = new double[pose.width * pose.height];
        for (int y = 0; y < pose.height; y++) {
            for (int x = 0; x < pose.width; x++) {
                signal[y * pose.width + x] = at(pose, anatomy, mass, x + 0.5, y + 0.5);
            }
        }
        return signal;
    }

    private static double at(Pose pose, Anatomy anatomy, Lesion mass, double x, double y) {
        double u = pose.u(x, y);
        double v = pose.v(x, y);
        double radius = pose.radius(u, v);
        if (radius > 1.02) {
            return 0;
        }
        double edge = anatomy.brainEdge();
        double inside = Ramp.below(radius, edge, 0.014);
        double outside = inside < 1 ? anatomy.shell(u, v, radius) : 0;
        double brain = inside > 0 ? brain(pose, anatomy, mass, x, y) : 0;
        return Ramp.mix(outside, brain, inside);
    }

    private static double brain(Pose pose, Anatomy anatomy, Lesion mass, double x, double y) {
        if (mass == null) {
            return tissue(pose, anatomy, x, y);
        }
        double out = mass.out(x, y);
        double pulled = mass.pulled(out);
        double fromX = Ramp.mix(mass.outline().centreX(), x, pulled);
        double fromY = Ramp.mix(mass.outline().centreY(), y, pulled);
        return mass.over(tissue(pose, anatomy, fromX, fromY), out);
    }

    private static double tissue(Pose pose, Anatomy anatomy, double x, double y) {
        double u = pose.u(x, y);
        double v = pose.v(x, y);
        return anatomy.brain(u, v, 1 - pose.radius(u, v) / anatomy.brainEdge());
    }
}
