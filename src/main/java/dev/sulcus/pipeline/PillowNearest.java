package dev.sulcus.pipeline;

/**
 * Pillow's NEAREST: output pixel i takes input pixel ⌊(i + ½) · in / out⌋, where the position is summed up step by step
 * in double precision, which decides ties. No allocation once a width has been seen. One thread.
 */
final class PillowNearest {
    private final int[] rows;
    private final int[] columns;
    private final byte[] outRow;
    private byte[] inRow = {};

    /** For targets of up to {@code height} rows and {@code width} columns. */
    PillowNearest(int height, int width) {
        this.rows = new int[height];
        this.columns = new int[width];
        this.outRow = new byte[width * PixelSpec.CHANNELS];
    }

    /** Fills {@code target} with {@code source}, which has as many channels. */
    void resample(PixelWindow source, PixelWindow target) {
        place(rows, target.height(), source.height());
        place(columns, target.width(), source.width());
        if (inRow.length < source.rowBytes()) {
            inRow = new byte[source.rowBytes()];
        }
        for (int y = 0; y < target.height(); y++) {
            if (y == 0 || rows[y] != rows[y - 1]) {
                source.read(rows[y], inRow);
                gather(target.width(), source.channels());
            }
            target.write(y, outRow);
        }
    }

    private void gather(int width, int channels) {
        for (int x = 0; x < width; x++) {
            int from = columns[x] * channels;
            for (int c = 0; c < channels; c++) {
                outRow[x * channels + c] = inRow[from + c];
            }
        }
    }

    private static void place(int[] positions, int out, int in) {
        double step = (double) in / out;
        double at = step * 0.5;
        for (int i = 0; i < out; i++) {
            positions[i] = Math.min((int) at, in - 1);
            at += step;
        }
    }
}
