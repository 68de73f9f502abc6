package dev.sulcus.phantom;

/** The butterfly of the lateral ventricles with the third between, larger or smaller, never quite even. Immutable. */
final class Ventricles {
    private final double size;
    private final double uneven;
    private final double front;
    private final double back;
    private final double third;
    private final double shift;
    private final double apart;

    Ventricles(Draws draws) {
        this.size = draws.between(0.45, 1.25);
        this.uneven = draws.between(-0.22, 0.22);
        this.front = draws.chance(0.85) ? draws.between(0.6, 1.1) : 0;
        this.back = draws.chance(0.75) ? draws.between(0.5, 1.15) : 0;
        this.third = draws.chance(0.5) ? draws.between(0.4, 1) : 0;
        this.shift = draws.between(-0.06, 0.08);
        this.apart = draws.between(0.8, 1.3);
    }

    /** How much of the place is fluid, 0 to 1. */
    double at(double u, double v) {
        double side = Math.abs(u);
        double scale = size * (1 + (u > 0 ? uneven : -uneven));
        double y = v - shift;
        double horn = front * scale;
        double tail = back * scale;
        double body = Math.min(horn, tail);
        double nearest = Math.min(
                leaning(side - 0.10 * apart, y + 0.20, 0.075 * horn, 0.19 * horn, 0.35),
                leaning(side - 0.17 * apart, y - 0.21, 0.070 * tail, 0.20 * tail, -0.45));
        nearest = Math.min(nearest, leaning(side - 0.11 * apart, y, 0.035 * body, 0.20 * body, 0));
        double middle = leaning(u, y, 0.028 * third, 0.12 * third, 0);
        return Ramp.below(Math.min(nearest, middle), 1, 0.3);
    }

    private static double leaning(double x, double y, double a, double b, double slope) {
        if (a <= 0) {
            return Double.MAX_VALUE;
        }
        return Anatomy.ellipse(x + slope * y + 0.6 * slope * Math.abs(slope) * y * Math.abs(y) / b, y, a, b);
    }
}
