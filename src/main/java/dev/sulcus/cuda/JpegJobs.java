package dev.sulcus.cuda;

import java.util.Arrays;

/** The files of a batch: where they lie, where their pixels go, what became of them. Made once; one thread fills it. */
final class JpegJobs {
    final int[] rows;
    final long[] addresses;
    final long[] lengths;
    final int[] widths;
    final int[] heights;
    /** Where the pixels begin in the scratch memory, in bytes. */
    final long[] offsets;
    /** Whether the card's engines take it. */
    final boolean[] engine;

    final JpegAnswer[] answers;
    private int size;
    private long pixels;
    private long scratchBytes;

    JpegJobs(int capacity) {
        rows = new int[capacity];
        addresses = new long[capacity];
        lengths = new long[capacity];
        widths = new int[capacity];
        heights = new int[capacity];
        offsets = new long[capacity];
        engine = new boolean[capacity];
        answers = new JpegAnswer[capacity];
    }

    void clear() {
        size = 0;
        scratchBytes = 0;
        pixels = 0;
        Arrays.fill(answers, null);
    }

    int size() {
        return size;
    }

    /** How much scratch memory all of them take. */
    long scratchBytes() {
        return scratchBytes;
    }

    void add(int row, long address, long length, JpegHeaderReader header) {
        int i = size++;
        rows[i] = row;
        addresses[i] = address;
        lengths[i] = length;
        widths[i] = header.width();
        heights[i] = header.height();
        engine[i] = header.engine();
        answers[i] = null;
        offsets[i] = scratchBytes;
        long end = scratchBytes + (long) pitch(i) * heights[i];
        scratchBytes = (end + 255) / 256 * 256; // as cudaMalloc aligns
    }

    /** Bytes from row to row of a picture's pixels. */
    int pitch(int job) {
        return 3 * widths[job];
    }

    /** Tells where the scratch memory lies. */
    void place(long address) {
        pixels = address;
    }

    /** Where a picture's pixels go, on the card. */
    long target(int job) {
        return pixels + offsets[job];
    }
}
