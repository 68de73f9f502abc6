package dev.sulcus.pipeline;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A picture, or a rectangle of one, in memory of others: 8 bits, 1 or 3 channels, rows {@link #stride} bytes apart. Set
 * again for each picture, so that none needs a new object. Owns nothing; one thread.
 */
final class PixelWindow {
    private ByteBuffer buffer;
    private long address;
    private int offset;
    private int stride;
    private int width;
    private int height;
    private int channels;

    /**
     * Shows a whole picture.
     *
     * @param pixels the picture from 0 on; positions and limits are not looked at
     * @param at where the buffer begins; 0 when it has no address and OpenCV will not be asked
     */
    PixelWindow show(ByteBuffer pixels, long at, int columns, int rows, int pixelBytes) {
        buffer = pixels;
        address = at;
        offset = 0;
        stride = columns * pixelBytes;
        width = columns;
        height = rows;
        channels = pixelBytes;
        return this;
    }

    /** Shows the rectangle of {@code other} that begins at ({@code left}, {@code top}). */
    PixelWindow show(PixelWindow other, int left, int top, int columns, int rows) {
        buffer = other.buffer;
        address = other.address;
        offset = other.offset + top * other.stride + left * other.channels;
        stride = other.stride;
        width = columns;
        height = rows;
        channels = other.channels;
        return this;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int channels() {
        return channels;
    }

    /** Bytes from one row to the next. */
    int stride() {
        return stride;
    }

    /** Bytes of the rectangle in one row. */
    int rowBytes() {
        return width * channels;
    }

    /** The buffer, where the rectangle does not begin at 0; see {@link #at}. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** Where row {@code y} begins in the buffer. */
    int at(int y) {
        return offset + y * stride;
    }

    /** Whether rows follow each other without a gap, from the buffer's start. */
    boolean isPlain() {
        return offset == 0 && stride == rowBytes();
    }

    /** Copies row {@code y} to the start of {@code row}. */
    void read(int y, byte[] row) {
        buffer.get(at(y), row, 0, rowBytes());
    }

    /** Replaces row {@code y} by the start of {@code row}. */
    void write(int y, byte[] row) {
        buffer.put(at(y), row, 0, rowBytes());
    }

    /** The rectangle as OpenCV sees it, over the same memory; the caller closes it. */
    Mat mat(AddressPointer pointer) {
        BytePointer start = pointer.aim(address + offset, (long) (height - 1) * stride + rowBytes());
        return new Mat(height, width, opencv_core.CV_MAKETYPE(opencv_core.CV_8U, channels), start, stride);
    }
}
