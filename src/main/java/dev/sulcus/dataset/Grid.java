package dev.sulcus.dataset;

/**
 * A grey picture as numbers, row by row. The array is owned by the record; nothing here writes to one that was given.
 *
 * @param values grey levels, {@code height × width}
 * @param width columns
 * @param height rows
 */
record Grid(double[] values, int width, int height) {
    /** The grid of 8-bit grey levels, 0 to 255. */
    static Grid of(byte[] grey, int width, int height) {
        double[] values = new double[grey.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = grey[i] & 0xff;
        }
        return new Grid(values, width, height);
    }

    /** The box that holds the whole picture. */
    Box whole() {
        return new Box(0, 0, width, height);
    }

    /**
     * The mean over each cell of a {@code columns × rows} lattice laid over {@code box}; source pixels that a cell
     * covers in part count in part, so that a box need not begin on a pixel. Where cells are smaller than pixels this
     * is the nearest pixel, blended at the seams.
     */
    Grid averaged(Box box, int columns, int rows) {
        double[] narrow = new double[height * columns];
        double pitch = (box.right() - box.left()) / columns;
        for (int y = 0; y < height; y++) {
            for (int c = 0; c < columns; c++) {
                double from = box.left() + c * pitch;
                narrow[y * columns + c] = mean(values, y * width, 1, width, from, from + pitch);
            }
        }
        double[] out = new double[rows * columns];
        pitch = (box.bottom() - box.top()) / rows;
        for (int r = 0; r < rows; r++) {
            double from = box.top() + r * pitch;
            for (int c = 0; c < columns; c++) {
                out[r * columns + c] = mean(narrow, c, columns, height, from, from + pitch);
            }
        }
        return new Grid(out, columns, rows);
    }

    /** Mean of a line of {@code length} unit cells between two places on it. */
    private static double mean(double[] line, int start, int step, int length, double from, double to) {
        int first = Math.min((int) from, length - 1);
        int last = Math.min((int) Math.ceil(to), length);
        double sum = 0;
        double weights = 0;
        for (int i = first; i < last; i++) {
            double weight = Math.min(to, i + 1.0) - Math.max(from, i);
            sum += weight * line[start + i * step];
            weights += weight;
        }
        return weights > 0 ? sum / weights : line[start + first * step];
    }

    /**
     * Part of a picture, in pixels from its upper left corner; the far edges are exclusive.
     *
     * @param left at least 0
     * @param top at least 0
     * @param right more than left
     * @param bottom more than top
     */
    record Box(double left, double top, double right, double bottom) {}
}
