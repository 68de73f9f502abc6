package dev.sulcus.phantom;

import dev.sulcus.fault.Fault;

/**
 * Paints one made-up lesion into a healthy head, so that nothing but the lesion tells the picture from the one before: a
 * mass with a soft, irregular rim, brighter or darker than its surroundings, in part with an enhancing ring around a
 * darker core, in part with oedema around it; some of the tissue shows through. It stays away from the head's edge.
 *
 * <p>What is painted is a function of picture and key alone, the same on every machine. Keeps its scratch; allocates
 * nothing per picture. Not thread-safe: one painter per thread.
 */
public final class LesionPainter {
    private static final String PURPOSE = "painted lesion";
    private static final int TRIES = 12;
    /** Half axis of the ellipse in which centres lie, as a share of the head's. */
    private static final double CENTRES = 0.68;

    private static final double LEAST_RADIUS = 0.10;
    private static final double GREATEST_RADIUS = 0.42;
    private static final double LEAST_CONTRAST = 0.15;

    private final int side;
    private final HeadExtent head;
    private final LesionRim rim;
    private final LesionTone tone;
    private final NoiseLattice coarse;
    private final NoiseLattice fine;
    private final Draws draws = new Draws(0, PURPOSE);

    // The place under way.
    private double centreX;
    private double centreY;
    private double around;

    // Of the lesion under way, in pixels.
    private double margin;
    private double marginWidth;

    /**
     * A painter for square pictures.
     *
     * @param side pixels, 16 to 4096
     */
    public LesionPainter(int side) {
        if (side < 16 || side > 4096) {
            throw Fault.usage("side is " + side + " pixels; it must be 16 to 4096");
        }
        this.side = side;
        head = new HeadExtent(side);
        rim = new LesionRim();
        tone = new LesionTone();
        coarse = new NoiseLattice(side, 12);
        fine = new NoiseLattice(side, Math.max(12, side / 4));
    }

    /**
     * Paints into {@code grey}. A picture without a head, such as a black one, stays as it is.
     *
     * @param grey {@code side × side} grey levels row by row, 0 to 1, and so they stay
     * @param key which lesion
     */
    public void paint(float[] grey, long key) {
        if (grey.length != side * side) {
            throw Fault.bug("the picture has " + grey.length + " pixels, not " + side + "×" + side);
        }
        head.measure(grey);
        if (head.isEmpty()) {
            return;
        }
        draws.restart(key, PURPOSE);
        place(grey);
        double least = Math.sqrt(LEAST_RADIUS);
        double root = draws.between(least, Math.sqrt(GREATEST_RADIUS));
        double size = Math.max(1.5, root * root * (head.halfWidth() + head.halfHeight()) / 2);
        tone.draw(draws, around, LEAST_CONTRAST, size);
        rim.draw(draws, centreX, centreY, size, draws.between(0.35, 1));
        coarse.draw(draws);
        fine.draw(draws);
        fill(grey);
    }

    /** Chooses a place on tissue, away from the edge: the first of some that will do, else the deepest. */
    private void place(float[] grey) {
        double across = Math.min(head.halfWidth(), head.halfHeight());
        margin = draws.between(0.05, 0.2) * across;
        marginWidth = Math.max(1, draws.between(0.03, 0.1) * across);
        double best = -1;
        for (int i = 0; i < TRIES; i++) {
            double away = CENTRES * Math.sqrt(draws.between(0, 1));
            double direction = draws.between(0, 2 * Math.PI);
            double x = head.centreX() + away * StrictMath.cos(direction) * head.halfWidth();
            double y = head.centreY() + away * StrictMath.sin(direction) * head.halfHeight();
            double level = mean(grey, x, y);
            double depth = Math.min(1, (head.depth((int) x, (int) y) - margin) / (0.15 * across));
            double quality = depth + Math.min(1, level / (0.6 * head.mean()));
            if (quality > best && best < 2) {
                best = quality;
                centreX = x;
                centreY = y;
                around = level;
            }
        }
        if (best < 0) { // no tissue anywhere near: the middle will do
            centreX = head.centreX();
            centreY = head.centreY();
            around = mean(grey, centreX, centreY);
        }
    }

    /** Mean grey level around a place, over an eighth of the side. */
    private double mean(float[] grey, double x, double y) {
        int reach = Math.max(1, side / 16);
        int fromX = Math.max(0, (int) x - reach);
        int toX = Math.min(side - 1, (int) x + reach);
        int fromY = Math.max(0, (int) y - reach);
        int toY = Math.min(side - 1, (int) y + reach);
        double sum = 0;
        for (int row = fromY; row <= toY; row++) {
            for (int column = fromX; column <= toX; column++) {
                sum += grey[row * side + column];
            }
        }
        return sum / ((toX - fromX + 1) * (toY - fromY + 1));
    }

    private void fill(float[] grey) {
        double reach = rim.reach() * tone.reach() + 1;
        int fromX = Math.max(0, (int) (rim.centreX() - reach));
        int toX = Math.min(side - 1, (int) (rim.centreX() + reach));
        int fromY = Math.max(0, (int) (rim.centreY() - reach));
        int toY = Math.min(side - 1, (int) (rim.centreY() + reach));
        for (int y = fromY; y <= toY; y++) {
            for (int x = fromX; x <= toX; x++) {
                double inside = Ramp.below(margin, head.depth(x, y), marginWidth);
                if (inside > 0) {
                    dab(grey, x, y, inside);
                }
            }
        }
    }

    private void dab(float[] grey, int x, int y, double inside) {
        double noise = coarse.at(x, y);
        double out = rim.out(x, y, noise);
        if (out > tone.reach()) {
            return;
        }
        double before = grey[y * side + x];
        double after = tone.over(before, out, noise, fine.at(x, y));
        double mixed = Ramp.mix(before, after, inside);
        grey[y * side + x] = (float) Math.max(0, Math.min(1, mixed));
    }
}
