package dev.sulcus.pipeline;

import java.nio.ByteBuffer;

/**
 * A picture, or a rectangle of one, in memory of others: 8 bits, 1 channel or 3 (BGR or RGB), rows {@link #stride} bytes
 * apart. Set again for each picture, so that none needs a new object. Owns nothing; one thread.
 */
final class PixelWindow {
    private final AddressPointer pointer = new AddressPointer();
    private ByteBuffer buffer;
    private long address;
    private int offset;
    private int stride;
    private int width;
    private int height;
    private int channels;
    private boolean rgb;

    /**
     * Shows a whole picture, BGR where it has colours.
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
        rgb = false;
        return this;
    }

    /**
     * Shows a whole picture, RGB where it has colours, at {@code at}. A {@link #buffer} over it is made only when one is
     * asked for.
     */
    PixelWindow showRgb(long at, int columns, int rows, int pixelBytes) {
        show((ByteBuffer) null, at, columns, rows, pixelBytes);
        rgb = true;
        return this;
    }

    /** Says in which order colours are. */
    PixelWindow rgb(boolean redFirst) {
        rgb = redFirst;
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
        rgb = other.rgb;
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

    /** Whether red comes first, where there are colours. */
    boolean isRgb() {
        return rgb;
    }

    /** Where the rectangle's first pixel is. */
    long address() {
        return address + offset;
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
        if (buffer == null) {
            long end = (long) offset + (long) (height - 1) * stride + rowBytes();
            buffer = pointer.aim(address, end).asByteBuffer();
        }
        return buffer;
    }

    /** Whether {@link #buffer} is there; over TensorFlow's memory it would be a new object for each picture. */
    boolean hasBuffer() {
        return buffer != null;
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
        if (buffer == null) {
            pointer.aim(address + at(y), rowBytes()).get(row, 0, rowBytes());
        } else {
            buffer.get(at(y), row, 0, rowBytes());
        }
    }

    /** Replaces row {@code y} by the start of {@code row}. */
    void write(int y, byte[] row) {
        write(y, row, 0);
    }

    /** Replaces row {@code y} by what begins at {@code from}. */
    void write(int y, byte[] pixels, int from) {
        buffer().put(at(y), pixels, from, rowBytes());
    }
}
