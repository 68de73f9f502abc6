package dev.sulcus.pipeline;

import java.util.Arrays;

/**
 * Pillow's antialiased BILINEAR, equal to the last bit: a horizontal pass, rounded to 8 bits, then a vertical one, both
 * in 32-bit integers. An axis whose length stays is left alone, as in Pillow. Source rows stream through: beside the
 * sums of the output only one row is held, however tall the picture. No allocation once a width has been seen. One
 * thread.
 */
final class PillowBilinear {
    private static final int ROUND = 1 << PillowAxis.FRACTION_BITS - 1;

    private final PillowAxis horizontal;
    private final PillowAxis vertical;
    private final int[] sums;
    private final int[] row;
    private final byte[] outRow;
    private byte[] inRow = {};

    /** For targets of up to {@code height} rows and {@code width} columns. */
    PillowBilinear(int height, int width) {
        this.horizontal = new PillowAxis(width);
        this.vertical = new PillowAxis(height);
        this.sums = new int[height * width * PixelSpec.CHANNELS];
        this.row = new int[width * PixelSpec.CHANNELS];
        this.outRow = new byte[width * PixelSpec.CHANNELS];
    }

    /** Fills {@code target} with {@code source}, which has as many channels. */
    void resample(PixelWindow source, PixelWindow target) {
        int width = target.width();
        int height = target.height();
        int channels = source.channels();
        horizontal.fit(source.width(), width);
        vertical.fit(source.height(), height);
        int values = width * channels;
        Arrays.fill(sums, 0, height * values, ROUND);
        growRow(source.rowBytes());
        int oldest = 0;
        for (int y = 0; y < source.height(); y++) {
            source.read(y, inRow);
            squeezeRow(source.width(), width, channels);
            while (oldest < height && vertical.first(oldest) + vertical.count(oldest) <= y) {
                oldest++;
            }
            for (int o = oldest; o < height && vertical.first(o) <= y; o++) {
                int tap = y - vertical.first(o);
                if (tap < vertical.count(o)) {
                    add(vertical.weights()[vertical.weightsOf(o) + tap], o * values, values);
                }
            }
        }
        for (int o = 0; o < height; o++) {
            store(o, values, target);
        }
    }

    private void growRow(int bytes) {
        if (inRow.length < bytes) {
            inRow = new byte[bytes];
        }
    }

    private void squeezeRow(int inWidth, int width, int channels) {
        if (inWidth == width) {
            for (int i = 0; i < width * channels; i++) {
                row[i] = inRow[i] & 0xFF;
            }
        } else if (channels == 1) {
            squeezeGrey(width);
        } else {
            squeezeColor(width);
        }
    }

    private void squeezeGrey(int width) {
        int[] weights = horizontal.weights();
        for (int o = 0; o < width; o++) {
            int sum = ROUND;
            int w = horizontal.weightsOf(o);
            int from = horizontal.first(o);
            for (int i = 0; i < horizontal.count(o); i++) {
                sum += weights[w + i] * (inRow[from + i] & 0xFF);
            }
            row[o] = clip(sum);
        }
    }

    private void squeezeColor(int width) {
        int[] weights = horizontal.weights();
        for (int o = 0; o < width; o++) {
            int sum0 = ROUND;
            int sum1 = ROUND;
            int sum2 = ROUND;
            int w = horizontal.weightsOf(o);
            int p = horizontal.first(o) * 3;
            for (int end = w + horizontal.count(o); w < end; w++, p += 3) {
                int weight = weights[w];
                sum0 += weight * (inRow[p] & 0xFF);
                sum1 += weight * (inRow[p + 1] & 0xFF);
                sum2 += weight * (inRow[p + 2] & 0xFF);
            }
            row[o * 3] = clip(sum0);
            row[o * 3 + 1] = clip(sum1);
            row[o * 3 + 2] = clip(sum2);
        }
    }

    private void add(int weight, int at, int values) {
        for (int i = 0; i < values; i++) {
            sums[at + i] += weight * row[i];
        }
    }

    private void store(int y, int values, PixelWindow target) {
        for (int i = 0; i < values; i++) {
            outRow[i] = (byte) clip(sums[y * values + i]);
        }
        target.write(y, outRow);
    }

    /** Weights are never negative, so only the upper end needs care. */
    private static int clip(int sum) {
        return Math.min(sum >> PillowAxis.FRACTION_BITS, 255);
    }
}
