package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import java.nio.ByteBuffer;

/** A batch turned left to right, in memory of its own that grows to the largest batch. One thread; whoever opens it closes it. */
public final class Mirror implements AutoCloseable {
    private final int width;
    private final int imageBytes;
    private NativeBlock block;

    /** For pictures of one size. */
    public Mirror(PixelSpec pixels) {
        width = pixels.width();
        imageBytes = pixels.imageBytes();
    }

    /**
     * The first {@code n} pictures of {@code images}, mirrored; valid until the next call.
     *
     * @param images uint8 NHWC, borrowed
     */
    public ByteBuffer of(ByteBuffer images, int n) {
        long bytes = (long) n * imageBytes;
        if (block == null || block.bytes() < bytes) {
            close();
            block = NativeBlock.allocate("mirrored batch", bytes);
        }
        ByteBuffer turned = block.buffer();
        int row = width * PixelSpec.CHANNELS;
        for (int start = 0; start < bytes; start += row) {
            for (int x = 0; x < row; x += PixelSpec.CHANNELS) {
                int from = start + row - PixelSpec.CHANNELS - x;
                for (int c = 0; c < PixelSpec.CHANNELS; c++) {
                    turned.put(start + x + c, images.get(from + c));
                }
            }
        }
        return turned;
    }

    @Override
    public void close() {
        if (block != null) {
            block.close();
            block = null;
        }
    }
}
