package dev.sulcus.pipeline;

import java.nio.ByteBuffer;

/**
 * Pillow's NEAREST: output pixel i takes input pixel ⌊(i + ½) · in / out⌋, where the position is summed up step by step
 * in double precision, which decides ties. No allocation once a width has been seen. One thread.
 */
final class PillowNearest {
    private final int height;
    private final int width;
    private final int[] rows;
    private final int[] columns;
    private final byte[] outRow;
    private byte[] inRow = {};

    PillowNearest(int height, int width) {
        this.height = height;
        this.width = width;
        this.rows = new int[height];
        this.columns = new int[width];
        this.outRow = new byte[width * PixelSpec.CHANNELS];
    }

    /**
     * Resamples {@code source} [inHeight, inWidth, channels] into {@code target} [height, width, channels], both from 0.
     */
    void resample(ByteBuffer source, int inHeight, int inWidth, int channels, ByteBuffer target) {
        place(rows, inHeight);
        place(columns, inWidth);
        int inBytes = inWidth * channels;
        if (inRow.length < inBytes) {
            inRow = new byte[inBytes];
        }
        for (int y = 0; y < height; y++) {
            if (y == 0 || rows[y] != rows[y - 1]) {
                source.get(rows[y] * inBytes, inRow, 0, inBytes);
                gather(channels);
            }
            target.put(y * width * channels, outRow, 0, width * channels);
        }
    }

    private void gather(int channels) {
        for (int x = 0; x < width; x++) {
            int from = columns[x] * channels;
            for (int c = 0; c < channels; c++) {
                outRow[x * channels + c] = inRow[from + c];
            }
        }
    }

    private static void place(int[] positions, int in) {
        double step = (double) in / positions.length;
        double at = step * 0.5;
        for (int i = 0; i < positions.length; i++) {
            positions[i] = Math.min((int) at, in - 1);
            at += step;
        }
    }
}
