package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;

/**
 * One native block for pictures of any size, used again and again: it grows to the largest seen, and one beyond 48 MB is
 * given back with the next picture. One thread; whoever makes it closes it.
 */
final class GrowingBlock implements AutoCloseable {
    /** 16 million pixels of three bytes. */
    private static final long KEPT_BYTES = 48L << 20;

    private static final long FIRST_BYTES = 1L << 20;

    private final String purpose;
    private NativeBlock block;

    GrowingBlock(String purpose) {
        this.purpose = purpose;
    }

    /** A block of at least {@code bytes}, borrowed until the next call. */
    NativeBlock atLeast(long bytes) {
        if (block == null || block.bytes() < bytes || block.bytes() > KEPT_BYTES) {
            close();
            block = NativeBlock.allocate(purpose, Math.max(FIRST_BYTES, bytes));
        }
        return block;
    }

    /** What the last call gave. */
    NativeBlock current() {
        return block;
    }

    @Override
    public void close() {
        if (block != null) {
            block.close();
            block = null;
        }
    }
}
