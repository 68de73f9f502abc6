package dev.sulcus.phantom;

/**
 * Where the lesion of a made-up scan is: the ellipse that its irregular core was drawn around, without the oedema.
 *
 * @param kind bright, dark or ring
 * @param centreX pixels from the left edge
 * @param centreY pixels from the upper edge
 * @param radiusX pixels, half axis along the turned x axis
 * @param radiusY pixels, half axis along the turned y axis
 * @param angleDegrees how far the axes are turned clockwise as the picture is seen, 0 to 180
 */
public record LesionOutline(
        String kind, double centreX, double centreY, double radiusX, double radiusY, double angleDegrees) {
    /** Whether a place of the picture, in pixels, lies inside the ellipse. */
    public boolean contains(double x, double y) {
        double angle = StrictMath.toRadians(angleDegrees);
        double dx = x - centreX;
        double dy = y - centreY;
        double along = (dx * StrictMath.cos(angle) + dy * StrictMath.sin(angle)) / radiusX;
        double across = (dy * StrictMath.cos(angle) - dx * StrictMath.sin(angle)) / radiusY;
        return along * along + across * across <= 1;
    }

    /** Half the width, in pixels, of the upright box around the ellipse. */
    public double halfWidth() {
        double angle = StrictMath.toRadians(angleDegrees);
        return StrictMath.hypot(radiusX * StrictMath.cos(angle), radiusY * StrictMath.sin(angle));
    }

    /** Half the height of that box. */
    public double halfHeight() {
        double angle = StrictMath.toRadians(angleDegrees);
        return StrictMath.hypot(radiusX * StrictMath.sin(angle), radiusY * StrictMath.cos(angle));
    }

    LesionOutline scaled(double factorX, double factorY) {
        double factor = Math.sqrt(factorX * factorY);
        return new LesionOutline(
                kind, centreX * factorX, centreY * factorY, radiusX * factor, radiusY * factor, angleDegrees);
    }
}
