package dev.sulcus.phantom;

/**
 * Where and how the head lies on the drawing matrix, and the outline of its skin. Head coordinates: (0, 0) in the
 * middle, u to the right, v to the back of the head, the skin near radius 1. Immutable, thread-safe.
 */
final class Pose {
    final int width;
    final int height;
    private final double centreX;
    private final double centreY;
    private final double cos;
    private final double sin;
    private final double halfWidth;
    private final double halfLength;
    private final double egg;
    private final double square;
    private final double lopsided;

    /** A pose on a matrix whose longer side is {@code longerSide} pixels. */
    Pose(Draws draws, int longerSide) {
        double aspect = draws.between(0.76, 1.02);
        boolean wide = draws.chance(0.05);
        this.height = (int) Math.round(wide ? longerSide * draws.between(0.6, 0.85) : longerSide);
        this.width = (int) Math.round(wide ? longerSide : Math.min(longerSide, longerSide * aspect));
        double turn = StrictMath.toRadians(draws.bell() * 4);
        this.cos = StrictMath.cos(turn);
        this.sin = StrictMath.sin(turn);
        double slender = draws.between(0.74, 0.90);
        double room = Math.min(height / 2.0, width / 2.0 / (slender + 0.25 * Math.abs(sin)));
        this.halfLength = room * draws.between(0.86, 0.97);
        this.halfWidth = halfLength * slender;
        this.centreX = width / 2.0 + draws.between(-1, 1) * Math.max(0, width / 2.0 - halfWidth * 1.03) * 0.4;
        this.centreY = height / 2.0 + draws.between(-1, 1) * (height / 2.0 - halfLength) * 0.6;
        this.egg = draws.between(0.02, 0.12);
        this.square = draws.between(-0.02, 0.05);
        this.lopsided = draws.between(-0.025, 0.025);
    }

    /** Head coordinate u of a place on the matrix. */
    double u(double x, double y) {
        double v = v(x, y);
        double across = ((x - centreX) * cos + (y - centreY) * sin) / halfWidth;
        return across * (1 - egg * v) / (1 + 0.3 * egg);
    }

    /** Head coordinate v of a place on the matrix. */
    double v(double x, double y) {
        return ((y - centreY) * cos - (x - centreX) * sin) / halfLength;
    }

    /** Distance from the middle in units of the skin's: 1 on the skin, less inside. */
    double radius(double u, double v) {
        double r = Math.sqrt(u * u + v * v);
        if (r < 1e-9) {
            return 0;
        }
        double c = u / r;
        double s = v / r;
        double corner = 4 * c * c * s * s;
        return r / (1 + square * corner + lopsided * c * s * 2 - 0.01 * s);
    }

    /** Matrix column of a head coordinate; the inverse of {@link #u} and {@link #v}. */
    double x(double u, double v) {
        double across = u * (1 + 0.3 * egg) / (1 - egg * v) * halfWidth;
        return centreX + across * cos - v * halfLength * sin;
    }

    /** Matrix row of a head coordinate. */
    double y(double u, double v) {
        double across = u * (1 + 0.3 * egg) / (1 - egg * v) * halfWidth;
        return centreY + across * sin + v * halfLength * cos;
    }

    /** Matrix pixels that one unit of head coordinates spans, in the mean of both axes. */
    double pixelsPerUnit() {
        return (halfWidth + halfLength) / 2;
    }
}
