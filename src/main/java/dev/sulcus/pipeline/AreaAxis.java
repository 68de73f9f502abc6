package dev.sulcus.pipeline;

import java.util.Arrays;

/**
 * Which pixels of a longer line each pixel of a shorter one averages, and by which weights: those of OpenCV's
 * INTER_AREA, whose rule about slivers under a thousandth of a pixel and whose rounding to float are kept, because its
 * results are. Arrays grow to the longest line seen. One thread.
 */
final class AreaAxis {
    /** Weights as whole numbers have this many bits after the point. */
    static final int FRACTION_BITS = 22;

    private static final double SLIVER = 1e-3;

    private int[] first = {};
    private int[] counts = {};
    private int[] starts = {};
    private float[] alphas = {};
    private int[] weights = {};
    private int mostCount;
    private int used;

    /** From {@code in} pixels to {@code out}, 1 to {@code in}. */
    void set(int in, int out) {
        grow(in, out);
        // As OpenCV does it, by way of the inverse: the last bit decides where a cell begins.
        double scale = 1 / ((double) out / in);
        used = 0;
        mostCount = 0;
        for (int i = 0; i < out; i++) {
            cell(i, i * scale, scale, in);
            counts[i] = used - starts[i];
            mostCount = Math.max(mostCount, counts[i]);
        }
        for (int i = 0; i < used; i++) {
            weights[i] = Math.round(alphas[i] * (1 << FRACTION_BITS));
        }
    }

    /** The first pixel of the longer line that each of the shorter one takes from. */
    int[] first() {
        return first;
    }

    /** How many each takes from, 1 or more. */
    int[] counts() {
        return counts;
    }

    /** Where each one's weights begin. */
    int[] starts() {
        return starts;
    }

    /** The weights as OpenCV has them. */
    float[] alphas() {
        return alphas;
    }

    /** The same as whole numbers. */
    int[] weights() {
        return weights;
    }

    int mostCount() {
        return mostCount;
    }

    private void cell(int index, double from, double scale, int in) {
        double to = from + scale;
        double length = Math.min(scale, in - from);
        int end = Math.min((int) Math.floor(to), in - 1);
        int begin = Math.min((int) Math.ceil(from), end);
        starts[index] = used;
        first[index] = begin;
        if (begin - from > SLIVER) {
            first[index] = begin - 1;
            alphas[used++] = (float) ((begin - from) / length);
        }
        int whole = end - begin;
        Arrays.fill(alphas, used, used + whole, (float) (1 / length));
        used += whole;
        if (to - end > SLIVER) {
            alphas[used++] = (float) (Math.min(Math.min(to - end, 1), length) / length);
        }
    }

    private void grow(int in, int out) {
        if (first.length < out) {
            first = new int[out];
            counts = new int[out];
            starts = new int[out];
        }
        if (alphas.length < in + 2 * out) {
            alphas = new float[in + 2 * out];
            weights = new int[in + 2 * out];
        }
    }
}
