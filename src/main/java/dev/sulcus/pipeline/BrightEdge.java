package dev.sulcus.pipeline;

import java.util.Arrays;

/**
 * What is left of a picture without the paper, bars and frames that someone's screenshot put around it. From each side
 * whole lines fall away as long as they are blank and bright: nine tenths of the line's pixels within 16 levels of its
 * median, and that at least 64. No line through a head is so even, and dark margins stay, so that a scan without such
 * edges is left as it is. One thread; nothing is allocated per picture.
 */
final class BrightEdge {
    private static final int LEAST_LEVEL = 64;
    private static final int SPREAD = 16;
    private static final double EVEN = 0.9;

    /** A picture of which less is left was a blank one; it stays whole. */
    private static final int LEAST_SIDE = 16;

    private final int[] histogram = new int[256];
    private int left;
    private int top;
    private int right;
    private int bottom;

    /** {@code inner} becomes what is left of {@code grey}, one channel. */
    PixelWindow trim(PixelWindow grey, PixelWindow inner) {
        left = 0;
        top = 0;
        right = grey.width();
        bottom = grey.height();
        while (trimOnce(grey)) {
            // A frame's corners hide behind its other sides: look at all four again.
        }
        if (right - left < LEAST_SIDE || bottom - top < LEAST_SIDE) {
            left = 0;
            top = 0;
            return inner.show(grey, 0, 0, grey.width(), grey.height());
        }
        return inner.show(grey, left, top, right - left, bottom - top);
    }

    /** Columns that fell away on the left. */
    int left() {
        return left;
    }

    /** Rows that fell away above. */
    int top() {
        return top;
    }

    private boolean trimOnce(PixelWindow grey) {
        int before = left + top - right - bottom;
        while (top < bottom && isBlank(grey, grey.at(top) + left, 1, right - left)) {
            top++;
        }
        while (top < bottom && isBlank(grey, grey.at(bottom - 1) + left, 1, right - left)) {
            bottom--;
        }
        while (left < right && isBlank(grey, grey.at(top) + left, grey.stride(), bottom - top)) {
            left++;
        }
        while (left < right && isBlank(grey, grey.at(top) + right - 1, grey.stride(), bottom - top)) {
            right--;
        }
        return top < bottom && left < right && left + top - right - bottom > before;
    }

    private boolean isBlank(PixelWindow grey, int start, int step, int length) {
        Arrays.fill(histogram, 0);
        for (int i = 0, at = start; i < length; i++, at += step) {
            histogram[grey.buffer().get(at) & 0xFF]++;
        }
        int median = -1;
        for (int below = 0; 2 * below < length; ) {
            below += histogram[++median];
        }
        int even = 0;
        for (int level = Math.max(0, median - SPREAD); level <= Math.min(255, median + SPREAD); level++) {
            even += histogram[level];
        }
        return median >= LEAST_LEVEL && even >= EVEN * length;
    }
}
