package dev.sulcus.cuda;

/** What the kernel does with a picture, by its two sizes; the order is that of {@code resize.cu}. */
enum ResizeRule {
    COPY,
    AREA,
    AREA_WHOLE,
    LINEAR;

    /** As OpenCV, which pipeline follows, decides: by the factors as it computes them, in doubles. */
    static ResizeRule of(Interpolation interpolation, int width, int height, int toWidth, int toHeight) {
        if (width == toWidth && height == toHeight) {
            return COPY;
        }
        double across = 1 / ((double) toWidth / width);
        double down = 1 / ((double) toHeight / height);
        boolean whole = isWhole(across) && isWhole(down);
        if (interpolation == Interpolation.LINEAR) {
            // Half of both sides is the same in both ways of OpenCV, which takes the faster.
            return whole && Math.rint(across) == 2 && Math.rint(down) == 2 ? AREA_WHOLE : LINEAR;
        }
        if (width < toWidth || height < toHeight) {
            return LINEAR;
        }
        return whole ? AREA_WHOLE : AREA;
    }

    private static boolean isWhole(double factor) {
        return Math.abs(factor - Math.rint(factor)) < Math.ulp(1.0);
    }
}
