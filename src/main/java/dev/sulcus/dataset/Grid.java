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
        var across = new CellAxis();
        across.fit(box.left(), box.right(), columns, width);
        double[] narrow = new double[height * columns];
        for (int y = 0; y < height; y++) {
            across.average(values, y * width, narrow, y * columns);
        }
        var down = new CellAxis();
        down.fit(box.top(), box.bottom(), rows, height);
        double[] out = new double[rows * columns];
        down.averageRows(narrow, columns, out);
        return new Grid(out, columns, rows);
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
