package dev.sulcus.pipeline;

import dev.sulcus.fault.Fault;

/**
 * How much each place of a picture matters to a model: one value per cell of a grid that lies over the pixels that
 * entered. The array is owned by the record.
 *
 * @param values [rows, columns], 0 to 1; all 0 when nothing matters
 * @param rows how the grid lies from top to bottom
 * @param columns how it lies from left to right
 */
public record HeatMap(float[] values, HeatAxis rows, HeatAxis columns) {
    /** Checks the length. */
    public HeatMap {
        if (values.length != rows.cells() * columns.cells()) {
            throw Fault.bug(
                    values.length + " values for a heat map of " + rows.cells() + "×" + columns.cells() + " cells");
        }
    }

    /** The place of the largest value, row by row; the first of several. */
    public int peak() {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    /** Whether nothing matters. */
    public boolean blank() {
        return values[peak()] == 0;
    }

    /** The column of pixels that the peak looks at, from 0 at the middle of the first; may lie between two. */
    public double peakColumn() {
        return columns.pixel(peak() % columns.cells());
    }

    /** The row of pixels that the peak looks at. */
    public double peakRow() {
        int row = peak() / columns.cells();
        return rows.pixel(row);
    }

    /** The value at a pixel, bilinear between the cells; beyond the outermost cells theirs. */
    float at(double row, double column) {
        double y = rows.cell(row);
        double x = columns.cell(column);
        int top = Math.min((int) y, Math.max(0, rows.cells() - 2));
        int left = Math.min((int) x, Math.max(0, columns.cells() - 2));
        double upper = between(top, left, x - left);
        double lower = between(Math.min(top + 1, rows.cells() - 1), left, x - left);
        return (float) (upper + (lower - upper) * (y - top));
    }

    private double between(int row, int left, double share) {
        float a = values[row * columns.cells() + left];
        float b = values[row * columns.cells() + Math.min(left + 1, columns.cells() - 1)];
        return a + (b - a) * share;
    }
}
