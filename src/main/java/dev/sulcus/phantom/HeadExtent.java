package dev.sulcus.phantom;

import java.util.Arrays;

/**
 * Where the head of a grey picture ends, row by row and column by column. Dark places inside, such as ventricles and
 * bone, count as head. Measured anew without allocating. Not thread-safe.
 */
final class HeadExtent {
    /** So many bright pixels in a row are tissue; fewer are noise. */
    private static final int RUN = 3;

    private static final double LEAST_TISSUE = 0.06;
    private static final double TISSUE_OF_MEAN = 0.3;

    private final int side;
    private final int[] left;
    private final int[] right;
    private final int[] top;
    private final int[] bottom;
    private int firstRow;
    private int lastRow;
    private int firstColumn;
    private int lastColumn;
    private double mean;

    HeadExtent(int side) {
        this.side = side;
        left = new int[side];
        right = new int[side];
        top = new int[side];
        bottom = new int[side];
    }

    /** Measures {@code side × side} grey levels, 0 to 1. */
    void measure(float[] grey) {
        double sum = 0;
        for (int i = 0; i < side * side; i++) {
            sum += grey[i];
        }
        mean = sum / (side * side);
        Arrays.fill(left, side);
        Arrays.fill(top, side);
        Arrays.fill(right, -1);
        Arrays.fill(bottom, -1);
        mark(grey, (float) Math.max(LEAST_TISSUE, TISSUE_OF_MEAN * mean));
        firstRow = first(right);
        lastRow = last(right);
        firstColumn = first(bottom);
        lastColumn = last(bottom);
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return lastRow < firstRow;
    }

    /** Mean grey level of the whole picture. */
    double mean() {
        return mean;
    }

    /** How many pixels a place lies inside the head's edge, along its row or column, whichever is less; else below 0. */
    int depth(int x, int y) {
        return Math.min(Math.min(x - left[y], right[y] - x), Math.min(y - top[x], bottom[x] - y));
    }

    double centreX() {
        return (firstColumn + lastColumn) / 2.0;
    }

    double centreY() {
        return (firstRow + lastRow) / 2.0;
    }

    double halfWidth() {
        return (lastColumn - firstColumn + 1) / 2.0;
    }

    double halfHeight() {
        return (lastRow - firstRow + 1) / 2.0;
    }

    private void mark(float[] grey, float tissue) {
        for (int y = 0; y < side; y++) {
            int run = 0;
            for (int x = 0; x < side; x++) {
                run = grey[y * side + x] > tissue ? run + 1 : 0;
                if (run >= RUN) {
                    include(x, y, run == RUN ? x - RUN + 1 : x);
                }
            }
        }
    }

    private void include(int x, int y, int from) {
        left[y] = Math.min(left[y], from);
        right[y] = x;
        for (int i = from; i <= x; i++) {
            top[i] = Math.min(top[i], y);
            bottom[i] = y;
        }
    }

    private static int first(int[] ends) {
        int at = 0;
        while (at < ends.length && ends[at] < 0) {
            at++;
        }
        return at;
    }

    private static int last(int[] ends) {
        int at = ends.length - 1;
        while (at >= 0 && ends[at] < 0) {
            at--;
        }
        return at;
    }
}
