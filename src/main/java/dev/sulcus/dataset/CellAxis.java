package dev.sulcus.dataset;

import java.util.Arrays;

/**
 * Along one axis: which source pixels each cell of a lattice covers, and by how much. A pixel that is covered in part
 * counts in part; where a cell is smaller than a pixel it takes that pixel. Memory grows to the longest axis seen. One
 * thread.
 */
final class CellAxis {
    private int cells;
    private int stride;
    private int[] first = {};
    private int[] count = {};
    private double[] weights = {};
    private double[] total = {};

    /** Lays {@code wanted} cells over the places {@code from} to {@code to} of an axis of {@code length} pixels. */
    void fit(double from, double to, int wanted, int length) {
        cells = wanted;
        double pitch = (to - from) / cells;
        stride = Math.min(length, (int) Math.ceil(pitch) + 2);
        grow();
        for (int cell = 0; cell < cells; cell++) {
            double start = from + cell * pitch;
            fitOne(cell, start, start + pitch, length);
        }
    }

    /** {@code out[outStart + i]} becomes the mean of cell i of a line of grey levels. */
    void average(byte[] line, double[] out, int outStart) {
        for (int cell = 0; cell < cells; cell++) {
            double sum = 0;
            int w = cell * stride;
            int end = first[cell] + count[cell];
            for (int i = first[cell]; i < end; i++) {
                sum += weights[w++] * (line[i] & 0xff);
            }
            out[outStart + cell] = total[cell] > 0 ? sum / total[cell] : line[first[cell]] & 0xff;
        }
    }

    /** As above, for a line of numbers that begins at {@code start}. */
    void average(double[] line, int start, double[] out, int outStart) {
        for (int cell = 0; cell < cells; cell++) {
            double sum = 0;
            int w = cell * stride;
            int end = start + first[cell] + count[cell];
            for (int i = start + first[cell]; i < end; i++) {
                sum += weights[w++] * line[i];
            }
            out[outStart + cell] = total[cell] > 0 ? sum / total[cell] : line[start + first[cell]];
        }
    }

    /** Row r of {@code out} becomes the mean of the rows that cell r covers; rows are {@code width} numbers long. */
    void averageRows(double[] rows, int width, double[] out) {
        for (int cell = 0; cell < cells; cell++) {
            int at = cell * width;
            Arrays.fill(out, at, at + width, 0);
            for (int i = 0; i < count[cell]; i++) {
                add(weights[cell * stride + i], rows, (first[cell] + i) * width, out, at, width);
            }
            for (int x = 0; x < width; x++) {
                out[at + x] = total[cell] > 0 ? out[at + x] / total[cell] : rows[first[cell] * width + x];
            }
        }
    }

    private static void add(double weight, double[] rows, int from, double[] out, int at, int width) {
        for (int x = 0; x < width; x++) {
            out[at + x] += weight * rows[from + x];
        }
    }

    private void fitOne(int cell, double from, double to, int length) {
        int start = Math.min((int) from, length - 1);
        int end = Math.min((int) Math.ceil(to), length);
        double sum = 0;
        for (int i = start; i < end; i++) {
            double weight = Math.min(to, i + 1.0) - Math.max(from, i);
            weights[cell * stride + i - start] = weight;
            sum += weight;
        }
        first[cell] = start;
        count[cell] = Math.max(0, end - start);
        total[cell] = sum;
    }

    private void grow() {
        if (first.length < cells) {
            first = new int[cells];
            count = new int[cells];
            total = new double[cells];
        }
        if (weights.length < cells * stride) {
            weights = new double[cells * stride];
        }
    }
}
