package dev.sulcus.cuda;

import com.sun.jna.Pointer;

/**
 * Reads headers on the host: sizes, and which files the card decodes. Holds what the last one said. Whoever opens it
 * closes it. One thread at a time.
 */
final class JpegHeaderReader implements AutoCloseable {
    /** Fewer bytes hold no picture. */
    private static final int LEAST_BYTES = 64;

    private final Gpu gpu;
    private final JpegCalls calls;
    private final long library;
    private final long engines;
    private final JpegHandles handles;
    private final long file;
    private final int[] width = new int[1];
    private final int[] height = new int[1];
    private final int[] number = new int[1];
    private boolean engine;

    /**
     * Opens one.
     *
     * @param engines nvJPEG's handle for the card's engines, or 0
     */
    JpegHeaderReader(Gpu gpu, JpegCalls calls, long library, long engines) {
        this.gpu = gpu;
        this.calls = calls;
        this.library = engines == 0 ? library : engines;
        this.engines = engines;
        this.handles = new JpegHandles(gpu);
        this.file = handles.open("a header", handle -> calls.createFile(this.library, handle), calls::destroyFile);
    }

    /**
     * Reads one.
     *
     * @return DECODED where the card will decode it, as far as its header tells
     */
    JpegAnswer read(long address, long bytes) {
        engine = false;
        if (bytes < LEAST_BYTES || !begins(new Pointer(address))) {
            return JpegAnswer.NOT_JPEG;
        }
        gpu.enter();
        JpegAnswer answer = answer(calls.parseHeader(library, address, bytes, file));
        if (answer == JpegAnswer.DECODED) {
            answer = answer(calls.dimensions(file, width, height));
        }
        if (answer == JpegAnswer.DECODED && (width[0] < 1 || height[0] < 1)) {
            return JpegAnswer.DAMAGED;
        }
        if (answer == JpegAnswer.DECODED && !isOrdinary()) {
            return JpegAnswer.UNSUPPORTED;
        }
        engine = answer == JpegAnswer.DECODED
                && engines != 0
                && calls.batchTakes(engines, file, number) == JpegStatus.SUCCESS
                && number[0] == 0;
        return answer;
    }

    int width() {
        return width[0];
    }

    int height() {
        return height[0];
    }

    /** Whether the card's engines take it. */
    boolean engine() {
        return engine;
    }

    @Override
    public void close() {
        handles.close();
    }

    /** Grey or three colours, of eight bits. */
    private boolean isOrdinary() {
        boolean counted = calls.components(file, number) == JpegStatus.SUCCESS;
        boolean colours = counted && (number[0] == 1 || number[0] == 3);
        boolean measured = calls.precision(file, number) == JpegStatus.SUCCESS;
        return colours && measured && number[0] == 8;
    }

    private JpegAnswer answer(int status) {
        return JpegStatus.answer(gpu, status, "reading the header of a JPEG");
    }

    /** Start of image, then a marker. */
    private static boolean begins(Pointer data) {
        return data.getByte(0) == (byte) 0xFF && data.getByte(1) == (byte) 0xD8 && data.getByte(2) == (byte) 0xFF;
    }
}
