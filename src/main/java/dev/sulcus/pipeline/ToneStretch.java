package dev.sulcus.pipeline;

import java.util.Arrays;

/**
 * The linear stretch of {@link Tone#STANDARD}, in whole numbers: the level below or at which 1 % of the counted pixels
 * lie becomes 0, that of 99 % becomes 255, levels between are rounded half up, those beyond are cut. Where the two are
 * one level, or no pixel counts, nothing changes. One thread.
 */
final class ToneStretch {
    private final int[] histogram = new int[256];
    private final byte[] stretched = new byte[256];
    private byte[] row = {};
    private int low;
    private int high;

    /** Takes the levels from the pixels of {@code grey} that are brighter than {@code threshold}. */
    void measure(PixelWindow grey, double threshold) {
        Arrays.fill(histogram, 0);
        growRow(grey.width());
        for (int y = 0; y < grey.height(); y++) {
            grey.read(y, row);
            for (int x = 0; x < grey.width(); x++) {
                histogram[row[x] & 0xFF]++;
            }
        }
        long counted = 0;
        for (int level = 0; level < histogram.length; level++) {
            histogram[level] = level > threshold ? histogram[level] : 0;
            counted += histogram[level];
        }
        low = level(counted, 1);
        high = level(counted, 99);
        for (int level = 0; level < stretched.length; level++) {
            stretched[level] = (byte) (low < high ? between(level) : level);
        }
    }

    /** Replaces every level of {@code grey} by what was measured. */
    void apply(PixelWindow grey) {
        if (low >= high) {
            return;
        }
        growRow(grey.width());
        for (int y = 0; y < grey.height(); y++) {
            grey.read(y, row);
            for (int x = 0; x < grey.width(); x++) {
                row[x] = stretched[row[x] & 0xFF];
            }
            grey.write(y, row);
        }
    }

    /** The level that becomes 0. */
    int low() {
        return low;
    }

    /** The level that becomes 255. */
    int high() {
        return high;
    }

    /** The lowest level at or below which {@code percent} of the counted pixels lie; 0 when none is counted. */
    private int level(long counted, int percent) {
        long below = 0;
        for (int level = 0; level < histogram.length; level++) {
            below += histogram[level];
            if (below > 0 && below * 100 >= counted * percent) {
                return level;
            }
        }
        return 0;
    }

    private int between(int level) {
        int span = high - low;
        int doubled = (level - low) * 255 * 2 + span;
        return Math.max(0, Math.min(255, Math.floorDiv(doubled, 2 * span)));
    }

    private void growRow(int width) {
        row = row.length < width ? new byte[width] : row;
    }
}
