package dev.sulcus.cuda;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the kernel is told of each picture: 48 bytes, as {@code struct Picture} in {@code resize.cu} has them. In host
 * memory; whoever makes it closes it. One thread.
 */
final class PictureTable implements AutoCloseable {
    static final int ENTRY_BYTES = 48;

    private final PictureTarget target;
    private final NativeBlock block;
    private final ByteBuffer entries;
    private int size;

    PictureTable(PictureTarget target, int capacity) {
        this.target = target;
        this.block = NativeBlock.allocate("table of pictures", (long) ENTRY_BYTES * capacity);
        this.entries = block.buffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    long address() {
        return block.address();
    }

    long usedBytes() {
        return (long) ENTRY_BYTES * size;
    }

    /**
     * Adds a picture.
     *
     * @param pixels where it lies on the card: rows of {@code pitch} bytes, interleaved RGB or grey
     * @param channels 3 or 1
     * @param row of the batch
     */
    void add(long pixels, int pitch, int width, int height, int channels, int row) {
        if (channels != 3 && channels != 1) {
            throw Fault.bug("a picture of " + channels + " channels was given to the card's resampler");
        }
        int fittedWidth = target.fittedWidth(width, height);
        int fittedHeight = target.fittedHeight(width, height);
        int at = size++ * ENTRY_BYTES;
        entries.putLong(at, pixels);
        entries.putInt(at + 8, pitch);
        entries.putInt(at + 12, width);
        entries.putInt(at + 16, height);
        entries.putInt(at + 20, channels);
        entries.putInt(
                at + 24,
                ResizeRule.of(target.interpolation(), width, height, fittedWidth, fittedHeight)
                        .ordinal());
        entries.putInt(at + 28, (target.width() - fittedWidth) / 2);
        entries.putInt(at + 32, (target.height() - fittedHeight) / 2);
        entries.putInt(at + 36, fittedWidth);
        entries.putInt(at + 40, fittedHeight);
        entries.putInt(at + 44, row);
    }

    @Override
    public void close() {
        block.close();
    }
}
