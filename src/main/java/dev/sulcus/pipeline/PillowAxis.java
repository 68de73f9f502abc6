package dev.sulcus.pipeline;

import java.util.Arrays;

/**
 * The weights of Pillow's antialiased BILINEAR along one axis: per output pixel a run of input pixels under a triangle
 * whose half width is max(in / out, 1), normalised and rounded to 22 bits behind the point. Computed anew only when a
 * length changes. One thread.
 */
final class PillowAxis {
    static final int FRACTION_BITS = 22;

    private final int[] first;
    private final int[] count;
    private int in = -1;
    private int out = -1;
    private int stride;
    private int[] weights = {};
    private double[] raw = {};

    /** For up to {@code mostOut} output pixels. */
    PillowAxis(int mostOut) {
        this.first = new int[mostOut];
        this.count = new int[mostOut];
    }

    /** Prepares for {@code inLength} input and {@code outLength} output pixels. */
    void fit(int inLength, int outLength) {
        if (inLength == in && outLength == out) {
            return;
        }
        in = inLength;
        out = outLength;
        double scale = (double) in / out;
        double half = Math.max(scale, 1);
        stride = (int) Math.ceil(half) * 2 + 1;
        if (weights.length < stride * out) {
            weights = new int[stride * out];
            raw = new double[stride];
        } else if (raw.length < stride) {
            raw = new double[stride];
        }
        Arrays.fill(weights, 0);
        for (int o = 0; o < out; o++) {
            fitOne(o, (o + 0.5) * scale, half);
        }
    }

    int in() {
        return in;
    }

    /** The first input pixel under output pixel {@code o}. */
    int first(int o) {
        return first[o];
    }

    /** How many input pixels are under output pixel {@code o}. */
    int count(int o) {
        return count[o];
    }

    /** All weights; those of output pixel {@code o} begin at {@link #weightsOf}. Borrowed. */
    int[] weights() {
        return weights;
    }

    int weightsOf(int o) {
        return o * stride;
    }

    private void fitOne(int o, double center, double half) {
        int from = Math.max(0, (int) (center - half + 0.5));
        int to = Math.min(in, (int) (center + half + 0.5));
        double inverse = 1 / half;
        double sum = 0;
        for (int i = 0; i < to - from; i++) {
            raw[i] = Math.max(0, 1 - Math.abs((i + from - center + 0.5) * inverse));
            sum += raw[i];
        }
        for (int i = 0; i < to - from; i++) {
            double normalised = sum == 0 ? raw[i] : raw[i] / sum;
            weights[o * stride + i] = (int) (0.5 + normalised * (1 << FRACTION_BITS));
        }
        first[o] = from;
        count[o] = to - from;
    }
}
