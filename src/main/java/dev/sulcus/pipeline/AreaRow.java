package dev.sulcus.pipeline;

/**
 * From sums of lines to one line of output: each output pixel sums up its columns, in whole numbers. Outputs that take
 * from equally many columns follow each other, so that the loops have no branch to guess. Where the exact result lies so
 * close to a half that OpenCV's floats may have rounded the other way, the output is noted instead. Arrays grow; one
 * thread.
 */
final class AreaRow {
    private static final int FRACTION_BITS = 2 * AreaAxis.FRACTION_BITS;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;

    private int outputs;
    private int[] columns = {};
    private int[] places = {};
    private long[] weights = {};
    private int[] groups = {};
    private int[] doubtful = {};
    private int doubts;
    private long bias;
    private long doubt;

    /**
     * Plans one picture's rows.
     *
     * @param out pixels in a row of output
     */
    void plan(AreaAxis across, AreaAxis down, int out) {
        grow(across.mostCount(), out);
        outputs = out;
        int placed = 0;
        for (int count = 1; count <= across.mostCount(); count++) {
            groups[count] = placed;
            for (int i = 0; i < out; i++) {
                if (across.counts()[i] == count) {
                    place(placed++, i, across);
                }
            }
        }
        groups[across.mostCount() + 1] = placed;
        // Each product and each sum of OpenCV's floats, and each weight made whole, is off by at most 2^-24 of 255.
        double most = 255.0 * (across.mostCount() + down.mostCount() + 8) / (1 << 22);
        long margin = (long) (most * (1L << FRACTION_BITS));
        bias = (1L << FRACTION_BITS - 1) + margin;
        doubt = 2 * margin;
    }

    /** One value for each pixel: {@code out[at + pixel]}. */
    void grey(int[] sums, byte[] out, int at) {
        doubts = 0;
        int groupCount = lastGroup();
        for (int count = 1; count <= groupCount; count++) {
            int from = groups[count];
            int to = groups[count + 1];
            switch (count) {
                case 2 -> greyOfTwo(sums, out, at, from, to);
                case 3 -> greyOfThree(sums, out, at, from, to);
                default -> greyOfMany(sums, out, at, from, to, count);
            }
        }
    }

    /** Three values for each pixel, in the order of the sums: {@code out[at + 3 · pixel]} and on. */
    void color(int[] sums, byte[] out, int at) {
        doubts = 0;
        int groupCount = lastGroup();
        for (int count = 1; count <= groupCount; count++) {
            int from = groups[count];
            int to = groups[count + 1];
            switch (count) {
                case 2 -> colorOfTwo(sums, out, at, from, to);
                case 3 -> colorOfThree(sums, out, at, from, to);
                default -> colorOfMany(sums, out, at, from, to, count);
            }
        }
    }

    /** How many values of the last row are in doubt. */
    int doubts() {
        return doubts;
    }

    /** Where the {@code index}-th of them is in the output. */
    int doubtful(int index) {
        return doubtful[index];
    }

    private int lastGroup() {
        int last = 1;
        while (groups[last + 1] < outputs) {
            last++;
        }
        return last;
    }

    private void greyOfTwo(int[] sums, byte[] out, int at, int from, int to) {
        long[] w = weights;
        int stride = outputs;
        for (int i = from; i < to; i++) {
            int p = columns[i];
            put(out, at + places[i], w[i] * sums[p] + w[i + stride] * sums[p + 1]);
        }
    }

    private void greyOfThree(int[] sums, byte[] out, int at, int from, int to) {
        long[] w = weights;
        int stride = outputs;
        for (int i = from; i < to; i++) {
            int p = columns[i];
            put(out, at + places[i], w[i] * sums[p] + w[i + stride] * sums[p + 1] + w[i + 2 * stride] * sums[p + 2]);
        }
    }

    private void greyOfMany(int[] sums, byte[] out, int at, int from, int to, int count) {
        for (int i = from; i < to; i++) {
            int p = columns[i];
            long sum = 0;
            for (int k = 0, w = i; k < count; k++, w += outputs) {
                sum += weights[w] * sums[p + k];
            }
            put(out, at + places[i], sum);
        }
    }

    private void colorOfTwo(int[] sums, byte[] out, int at, int from, int to) {
        for (int i = from; i < to; i++) {
            int p = 3 * columns[i];
            int q = at + 3 * places[i];
            long a = weights[i];
            long b = weights[i + outputs];
            put(out, q, a * sums[p] + b * sums[p + 3]);
            put(out, q + 1, a * sums[p + 1] + b * sums[p + 4]);
            put(out, q + 2, a * sums[p + 2] + b * sums[p + 5]);
        }
    }

    private void colorOfThree(int[] sums, byte[] out, int at, int from, int to) {
        for (int i = from; i < to; i++) {
            int p = 3 * columns[i];
            int q = at + 3 * places[i];
            long a = weights[i];
            long b = weights[i + outputs];
            long c = weights[i + 2 * outputs];
            put(out, q, a * sums[p] + b * sums[p + 3] + c * sums[p + 6]);
            put(out, q + 1, a * sums[p + 1] + b * sums[p + 4] + c * sums[p + 7]);
            put(out, q + 2, a * sums[p + 2] + b * sums[p + 5] + c * sums[p + 8]);
        }
    }

    private void colorOfMany(int[] sums, byte[] out, int at, int from, int to, int count) {
        for (int i = from; i < to; i++) {
            int p = 3 * columns[i];
            int q = at + 3 * places[i];
            long first = 0;
            long second = 0;
            long third = 0;
            for (int k = 0, w = i; k < count; k++, w += outputs, p += 3) {
                first += weights[w] * sums[p];
                second += weights[w] * sums[p + 1];
                third += weights[w] * sums[p + 2];
            }
            put(out, q, first);
            put(out, q + 1, second);
            put(out, q + 2, third);
        }
    }

    private void put(byte[] out, int at, long sum) {
        long biased = sum + bias;
        out[at] = (byte) (biased >>> FRACTION_BITS);
        if ((biased & FRACTION) < doubt) {
            doubtful[doubts++] = at;
        }
    }

    private void place(int position, int output, AreaAxis across) {
        columns[position] = across.first()[output];
        places[position] = output;
        for (int k = 0; k < across.counts()[output]; k++) {
            weights[k * outputs + position] = across.weights()[across.starts()[output] + k];
        }
    }

    private void grow(int mostCount, int out) {
        if (columns.length < out) {
            columns = new int[out];
            places = new int[out];
            doubtful = new int[out * PixelSpec.CHANNELS];
        }
        if (weights.length < mostCount * out) {
            weights = new long[mostCount * out];
        }
        if (groups.length < mostCount + 2) {
            groups = new int[mostCount + 2];
        }
    }
}
